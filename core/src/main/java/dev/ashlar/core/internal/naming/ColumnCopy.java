/*
 * Copyright 2026 the Ashlar authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package dev.ashlar.core.internal.naming;

import org.hibernate.mapping.AggregateColumn;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;

/** Copies of a column that differ from it in nothing but the names of their checks. */
final class ColumnCopy {

    private ColumnCopy() {}

    /** The column itself, if it has no checks of its own to name. */
    static Column withOwnChecks(Column column) {
        // An aggregate's checks are made while its table is written, without names.
        return column.hasCheckConstraint() && !(column instanceof AggregateColumn) ? copy(column) : column;
    }

    /** Not {@link Column#clone()}, which shares the list of checks. */
    private static Column copy(Column column) {
        Column copy = new Column(column.getQuotedName());
        copy.setValue(column.getValue());
        copy.setTypeIndex(column.getTypeIndex());
        copy.setLength(column.getLength());
        copy.setPrecision(column.getPrecision());
        copy.setScale(column.getScale());
        copy.setTemporalPrecision(column.getTemporalPrecision());
        copy.setArrayLength(column.getArrayLength());
        copy.setNullable(column.isNullable());
        copy.setUnique(column.isUnique());
        copy.setUniqueKeyName(column.getUniqueKeyName());
        copy.setIdentity(column.isIdentity());
        copy.setExplicit(column.isExplicit());
        copy.setSqlType(column.getSqlType());
        copy.setSqlTypeCode(column.getSqlTypeCode());
        copy.setComment(column.getComment());
        copy.setCollation(column.getCollation());
        copy.setDefaultValue(column.getDefaultValue());
        copy.setGeneratedAs(column.getGeneratedAs());
        copy.setAssignmentExpression(column.getAssignmentExpression());
        copy.setCustomRead(column.getCustomRead());
        copy.setCustomWrite(column.getCustomWrite());
        copy.setOptions(column.getOptions());
        for (CheckConstraint check : column.getCheckConstraints()) {
            copy.addCheckConstraint(new CheckConstraint(check.getName(), check.getConstraint(), check.getOptions()));
        }
        return copy;
    }
}
