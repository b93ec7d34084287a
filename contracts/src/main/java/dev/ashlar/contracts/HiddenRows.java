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
package dev.ashlar.contracts;

import dev.ashlar.softdelete.SoftDeletes;
import org.hibernate.StatelessSession;

/** The rows that soft delete hides, where an application uses it. */
final class HiddenRows {

    private static final boolean HAS_SOFT_DELETE = isThere("dev.ashlar.softdelete.SoftDeletes");

    private HiddenRows() {}

    /** Reads with them in sight. */
    static void showing(StatelessSession session, Runnable read) {
        if (HAS_SOFT_DELETE) {
            SoftDeletes.in(session).withDeleted(read::run);
        } else {
            read.run();
        }
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, HiddenRows.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
