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

import static dev.ashlar.audit.LogReader.log;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** A {@code StatelessSession} that reads no rows first. */
@PersistenceTest(
        entities = {Label.class, Document.class},
        isolation = TestIsolation.TRUNCATE,
        settings = AuditSettings.STATELESS_OLD_VALUES + "=false")
class StatelessWithoutOldValuesTest {

    private final SessionFactory blind;

    StatelessWithoutOldValuesTest(SessionFactory blind) {
        this.blind = blind;
    }

    @Test
    void tellsTheNewValuesAndThatTheOldOnesAreUnknown() {
        blind.inStatelessTransaction(session -> session.insert(new Label(1, "a")));
        blind.inStatelessTransaction(session -> session.update(new Label(1, "b")));
        blind.inStatelessTransaction(session -> session.upsert(new Label(2, "c")));
        blind.inStatelessTransaction(session -> session.delete(new Label(1, "b")));
        List<AuditLog> rows = log(blind);
        assertThat(rows.stream().map(AuditLog::action))
                .containsExactly(AuditAction.INSERT, AuditAction.UPDATE, AuditAction.UPDATE, AuditAction.DELETE);
        assertThat(rows.get(1).oldValues()).isEqualTo(Map.of("name", new AuditValue.Unloaded()));
        assertThat(rows.get(1).newValues()).isEqualTo(Map.of("name", "b"));
        assertThat(rows.get(3).oldValues()).isEqualTo(Map.of("name", new AuditValue.Unloaded()));
    }
}
