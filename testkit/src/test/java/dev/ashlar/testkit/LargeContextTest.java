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
package dev.ashlar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.library.Author;
import dev.ashlar.testkit.library.Book;
import dev.ashlar.testkit.library.Library;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many entities in one session. */
class LargeContextTest {

    @Test
    void namesTenThousandReferences() {
        Map<String, Object> settings = Map.of("hibernate.jdbc.batch_size", 100, "hibernate.order_inserts", true);
        try (LoggedUnit unit = LoggedUnit.open(Engine.H2, settings, Library.entities())) {
            unit.sql.excluding(() -> unit.factory.inTransaction(session -> {
                for (int i = 0; i < 10_000; i++) {
                    Author author = new Author("author");
                    session.persist(author);
                    session.persist(new Book("book", author));
                }
            }));
            unit.factory.inTransaction(session -> session.createSelectionQuery("from Book", Book.class)
                    .getResultList()
                    .forEach(book -> book.author().name()));
            assertThat(unit.sql.fetches())
                    .extracting(fetch -> fetch.trips() + " × " + fetch.association())
                    .containsExactly("10000 × Book.author");
        }
    }
}
