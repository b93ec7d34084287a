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
package dev.ashlar.audit;

/**
 * Says whose history a purge has to keep, whatever its age.
 *
 * <p>Asked for each record that has rows to purge, within the transaction that would delete them, so it must not need one of its own.
 */
@FunctionalInterface
public interface HistoryHold {

    /**
     * Whether the history of a record is kept.
     *
     * @param entityName the entity's name in Hibernate, such as its class name
     * @param recordId the record's identifier as the log has it, see {@link AuditLog#recordId()}
     */
    boolean isHeld(String entityName, String recordId);
}
