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
package dev.ashlar.docs.audit;

import dev.ashlar.audit.Accountable;
import dev.ashlar.audit.AuditColumns;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

// snippet: audit-columns-trait
@Entity
class Reply implements Accountable {

    @Id
    private Long id;

    private AuditColumns columns; // created_at, created_by, updated_at, updated_by

    @Override
    public AuditColumns getAuditColumns() {
        return columns;
    }
    // end

    protected Reply() {}

    Reply(Long id) {
        this.id = id;
    }
}
