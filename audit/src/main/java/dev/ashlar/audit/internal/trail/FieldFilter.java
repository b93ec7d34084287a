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
package dev.ashlar.audit.internal.trail;

import dev.ashlar.audit.internal.json.JsonWriter;
import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;

/** Whether the changed attributes of a log row contain one. */
final class FieldFilter {

    /** The name of the parameter. */
    static final String PARAMETER = "field";

    private FieldFilter() {}

    /**
     * The condition in HQL; its types are lower case already, for Hibernate lowers them as the JVM's language does. MariaDB's dialect is one of MySQL's. Elsewhere, as on H2, which cannot look into JSON, the quoted name is looked
     * for in the text: no name of an attribute contains a quotation mark, so that none is found within another one.
     */
    static String condition(Dialect dialect) {
        if (dialect instanceof PostgreSQLDialect) {
            // Not ?, which drivers take for a parameter; and an index of the application's on the column could help.
            return "cast(sql('(? @> cast(? as jsonb))', changedFields, :field) as boolean) = true";
        }
        if (dialect instanceof MySQLDialect) {
            return "cast(sql('json_contains(?, ?)', changedFields, :field) as integer) = 1";
        }
        return "cast(sql('locate(?, cast(? as varchar))', :field, changedFields) as integer) > 0";
    }

    /** What is bound. */
    static String parameter(Dialect dialect, String field) {
        String list = JsonWriter.names(List.of(field));
        return dialect instanceof PostgreSQLDialect ? list : list.substring(1, list.length() - 1);
    }
}
