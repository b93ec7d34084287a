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
package dev.ashlar.pagination.internal;

import dev.ashlar.pagination.PaginationException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for what must not stand at the end of SQL that goes into a derived table. */
final class SqlText {

    /** A doubled quote ends one text and begins another; an alternative in the loop would take a stack frame for each character. */
    private static final Pattern HIDDEN = Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern INNERMOST = Pattern.compile("\\([^()]*\\)");
    private static final Pattern END =
            Pattern.compile("\\b(order\\s+by|limit|offset|fetch\\s+(?:first|next)|for\\s+update|for\\s+share)\\b|;");

    private SqlText() {}

    /**
     * Checks it.
     *
     * @throws PaginationException if it is sorted, limited or locking by itself, or more than one statement
     */
    static void check(String sql) {
        String outer = HIDDEN.matcher(sql).replaceAll(" ");
        String before;
        do {
            before = outer;
            outer = INNERMOST.matcher(outer).replaceAll(" ");
        } while (!outer.equals(before));
        Matcher matcher = END.matcher(outer.toLowerCase(Locale.ROOT));
        if (matcher.find()) {
            throw new PaginationException("Native SQL is put into a derived table, so it cannot end like this: found=["
                    + matcher.group() + "] query=[" + sql
                    + "]. Leave order by to sort(...), limits to the page, and locks and semicolons out.");
        }
    }
}
