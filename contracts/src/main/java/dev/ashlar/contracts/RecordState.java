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

import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.audit.internal.state.Canonical;
import dev.ashlar.audit.internal.state.LoggedRecord;
import dev.ashlar.audit.internal.state.LoggedRecords;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What a record's attributes are in the database.
 *
 * @param entity its entity
 * @param values canonical values, with markers where they are masked
 * @param digests digests of what is masked
 */
record RecordState(LoggedEntity entity, Map<String, @Nullable Object> values, Map<String, String> digests) {

    /**
     * The name of a record.
     *
     * @param root name of the topmost entity of its hierarchy
     * @param recordId its identifier as the log has it
     */
    record Key(String root, String recordId) {

        static Key of(LoggedEntity entity, String recordId) {
            return new Key(entity.persister().getRootEntityName(), recordId);
        }
    }

    /** All records of logged entities, those that soft delete hides too, read in a session of their own. */
    static Map<Key, RecordState> all(SessionFactoryImplementor factory) {
        Map<Key, RecordState> states = new LinkedHashMap<>();
        factory.inStatelessTransaction(session -> HiddenRows.showing(
                session,
                () -> LoggedRecords.in(session)
                        .forEach(record -> states.put(Key.of(record.entity(), record.recordId()), of(record)))));
        return states;
    }

    private static RecordState of(LoggedRecord record) {
        return new RecordState(record.entity(), record.canonical(), record.digests());
    }

    /** Whether an attribute has the same value here and there, masked ones too. */
    boolean isSame(RecordState other, String name) {
        return Objects.equals(digests.get(name), other.digests.get(name))
                && Canonical.isSame(values.get(name), other.values.get(name));
    }
}
