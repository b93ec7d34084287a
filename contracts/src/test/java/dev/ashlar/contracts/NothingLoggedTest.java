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

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.testkit.PersistenceTest;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** A proof that proves nothing is refused. */
@PersistenceTest(entities = Note.class)
class NothingLoggedTest {

    @Test
    void refusesAUnitInWhichNothingIsLogged(SessionFactory factory) {
        String sentence = "Nothing is logged in this persistence unit";
        assertThatThrownBy(() -> AuditContracts.assertEveryChangeIsLogged(factory, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
        assertThatThrownBy(() -> AuditContracts.log(factory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }
}
