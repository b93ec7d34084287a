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
package dev.ashlar.softdelete.internal.check;

import dev.ashlar.softdelete.internal.guard.TableGuard;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Table;

/** Named queries that the guard refuses as soon as they are executed outside of a purge. */
final class NamedDeleteCheck implements MappingCheck {

    private static final String WHAT = "A named query deletes soft-deletable rows, and is refused when it is executed";

    private static final Pattern DELETE =
            Pattern.compile("\\s*delete\\s+(?:from\\s+)?([\\p{L}\\w$.]+).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Override
    public void check(Mappings mappings, Findings findings) {
        mappings.metadata().visitNamedHqlQueryDefinitions(query -> {
            Matcher delete = DELETE.matcher(query.getHqlString());
            if (delete.matches()) {
                root(mappings, delete.group(1))
                        .ifPresent(root -> findings.warning(
                                root,
                                WHAT,
                                "query=" + query.getRegistrationName() + " hql=[" + query.getHqlString() + "]",
                                "Give it to SoftDeletes.softDelete, or execute it within SoftDeletes.purge."));
            }
        });
        mappings.metadata().visitNamedNativeQueryDefinitions(query -> {
            Set<String> tables = TableGuard.removedFrom(query.getSqlQueryString());
            for (RootClass root : mappings.roots()) {
                for (Table table : Mappings.tables(root)) {
                    if (tables.contains(table.getName().toLowerCase(Locale.ROOT))) {
                        findings.warning(
                                root,
                                WHAT,
                                "query=" + query.getRegistrationName() + " sql=[" + query.getSqlQueryString() + "]",
                                "Set the mark's columns instead, or execute it within SoftDeletes.purge.");
                    }
                }
            }
        });
    }

    private static Optional<RootClass> root(Mappings mappings, String name) {
        return mappings.entities().stream()
                .filter(entity -> name.equals(entity.getJpaEntityName()) || name.equals(entity.getEntityName()))
                .filter(mappings::isSoftDeletable)
                .map(PersistentClass::getRootClass)
                .findFirst();
    }
}
