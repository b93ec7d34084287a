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
package dev.ashlar.audit.internal.write;

import java.time.YearMonth;
import java.util.Locale;

/** What the parts of the log's table are called. */
public final class PartitionNames {

    private PartitionNames() {}

    /** The part for what has no month of its own. */
    public static String others(String table) {
        return with(table, "_default");
    }

    /** The part of a month. */
    public static String of(String table, YearMonth month) {
        return with(table, String.format(Locale.ROOT, "_y%04dm%02d", month.getYear(), month.getMonthValue()));
    }

    private static String with(String table, String suffix) {
        return table.endsWith("\"") ? table.substring(0, table.length() - 1) + suffix + '"' : table + suffix;
    }
}
