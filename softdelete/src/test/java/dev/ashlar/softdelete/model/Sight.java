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
package dev.ashlar.softdelete.model;

import dev.ashlar.softdelete.SoftDeletes;
import org.hibernate.Session;

/** What a scope shows. */
enum Sight {
    LIVE,
    WITH_DELETED,
    ONLY_DELETED;

    boolean shows(Row row) {
        return this == WITH_DELETED || row.isLive() == (this == LIVE);
    }

    /** Runs a block in the scope; live is what a session shows on its own. */
    <X extends Throwable> void run(Session session, Block<X> block) throws X {
        SoftDeletes deletes = SoftDeletes.in(session);
        switch (this) {
            case LIVE -> block.run();
            case WITH_DELETED -> deletes.withDeleted(block::run);
            case ONLY_DELETED -> deletes.onlyDeleted(block::run);
        }
    }

    interface Block<X extends Throwable> {
        void run() throws X;
    }
}
