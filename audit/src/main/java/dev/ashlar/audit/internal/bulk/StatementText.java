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
package dev.ashlar.audit.internal.bulk;

import java.util.regex.Pattern;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.jspecify.annotations.Nullable;

/** The text of a statement without its values, which may be secrets: those that Criteria binds stand in it as literals. */
final class StatementText {

    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.:?$])-?\\d[\\w.]*");

    private StatementText() {}

    static String of(@Nullable SqmQueryImpl<?> query, SqmDmlStatement<?> statement) {
        String written = query == null ? "" : query.getQueryString();
        String hql = written.isEmpty() || SqmQueryImpl.CRITERIA_HQL_STRING.equals(written)
                ? statement.toHqlString()
                : written;
        return withoutValues(hql);
    }

    static String withoutValues(String text) {
        return NUMBER.matcher(TEXT.matcher(text).replaceAll("?")).replaceAll("?");
    }
}
