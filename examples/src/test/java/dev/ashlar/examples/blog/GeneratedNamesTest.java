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
package dev.ashlar.examples.blog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratedNamesTest {

    @Test
    void areThoseOfAllThatTheEntitiesDeclare() {
        try (BlogUnit unit = BlogUnit.open()) {
            GeneratedNames names = new GeneratedNames(unit.factory());
            assertThat(names.tables()).hasSize(7);
            assertThat(names.primaryKeys()).hasSize(7);
            assertThat(names.foreignKeys()).hasSize(6);
            assertThat(names.uniqueKeys()).hasSize(5);
            assertThat(names.checks()).hasSize(2);
            assertThat(names.indexes()).hasSize(6);
            assertThat(names.sequences()).hasSize(4);
        }
    }
}
