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

/** What happened to a record. */
public enum AuditAction {
    /** Its row was inserted. */
    INSERT,
    /** Attributes or collections changed. */
    UPDATE,
    /** Its row was deleted. */
    DELETE,
    /** It was marked as deleted. */
    SOFT_DELETE,
    /** The mark was taken back. */
    RESTORE,
    /** Deleted rows were removed for good, or old log rows were: the log then tells of itself. */
    PURGE,
    /** A set-based statement updated it, or the row sums such a statement up. */
    BULK_UPDATE,
    /** A set-based statement deleted it, or the row sums such a statement up. */
    BULK_DELETE,
    /** An earlier change was taken back. */
    REVERT,
    /** The values of its history were blanked. */
    ERASE,
    /** It was there before its changes were logged. */
    BASELINE
}
