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

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Long texts are kept as the setting says. */
@PersistenceTest(
        entities = {Document.class, Label.class},
        isolation = TestIsolation.TRUNCATE,
        settings = AuditSettings.MAX_TEXT + "=1000000")
class LargeValuesTest {

    private final SessionFactory factory;

    LargeValuesTest(SessionFactory factory) {
        this.factory = factory;
    }

    private Object logged(String body) {
        factory.inTransaction(session -> {
            Document document = new Document("large");
            document.body = body;
            session.persist(document);
        });
        return LogReader.log(factory).get(0).newValues().get("body");
    }

    @Test
    void keepsAMillionCharactersOfAllSorts() {
        String part = "\"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028 é ß İ \ud83d\ude00 </script> {\"a\":[1]}";
        String body = part.repeat(1_000_000 / part.length());
        assertThat(logged(body)).isEqualTo(body);
    }

    @Test
    void keepsTheDigestOfALongerOne() {
        String body = "ü".repeat(1_000_001);
        assertThat(logged(body)).isInstanceOfSatisfying(AuditValue.Digest.class, digest -> {
            assertThat(digest.length()).isEqualTo(1_000_001);
            assertThat(digest.start()).isEqualTo("ü".repeat(100));
            assertThat(digest.sha256()).hasSize(64);
        });
    }
}
