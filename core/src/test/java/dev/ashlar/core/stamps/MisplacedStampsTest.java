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
package dev.ashlar.core.stamps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.ConfigurationException;
import dev.ashlar.core.CreatedAt;
import dev.ashlar.core.UpdatedAt;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stamps where they cannot be. */
class MisplacedStampsTest {

    @Embeddable
    static class Times {
        @CreatedAt
        Instant createdAt;

        @UpdatedAt
        Instant updatedAt;
    }

    @Entity(name = "OnText")
    static class OnText {
        @Id
        Long id;

        @CreatedAt
        String createdAt;

        @UpdatedAt
        Long updatedAt;
    }

    @Embeddable
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        Long number;

        @CreatedAt
        Instant createdAt;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.number.equals(number);
        }

        @Override
        public int hashCode() {
            return number.hashCode();
        }
    }

    @Entity(name = "Keyed")
    static class Keyed {
        @EmbeddedId
        Key key;
    }

    @Entity(name = "Listed")
    static class Listed {
        @Id
        Long id;

        @ElementCollection
        List<Times> all = new ArrayList<>();
    }

    @Embeddable
    static class Mixed {
        @CreatedAt
        Instant createdAt;

        @UpdateTimestamp
        Instant updatedAt;
    }

    @Entity(name = "Mixing")
    static class Mixing {
        @Id
        Long id;

        @Embedded
        Mixed mixed;
    }

    @Test
    void allMisplacedStampsAreToldAtOnceAtBoot() {
        try (Database database = Engine.H2.open()) {
            assertThatThrownBy(() -> TestUnit.of(database, OnText.class, Keyed.class, Listed.class, Mixing.class)
                            .open())
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            e -> assertThat(e.problems())
                                    .containsExactlyInAnyOrder(
                                            "@CreatedAt does not fit the attribute: attribute=MisplacedStampsTest$OnText.createdAt"
                                                    + " type=java.lang.String. Use Instant, OffsetDateTime, ZonedDateTime,"
                                                    + " LocalDateTime or java.util.Date.",
                                            "@UpdatedAt does not fit the attribute: attribute=MisplacedStampsTest$OnText.updatedAt"
                                                    + " type=java.lang.Long. Use Instant, OffsetDateTime, ZonedDateTime,"
                                                    + " LocalDateTime or java.util.Date.",
                                            "@CreatedAt stands where rows have no events: attribute=MisplacedStampsTest$Keyed.createdAt."
                                                    + " Move it out of the identifier or the element collection.",
                                            "@CreatedAt stands where rows have no events:"
                                                    + " attribute=Listed_all.createdAt."
                                                    + " Move it out of the identifier or the element collection.",
                                            "@UpdatedAt stands where rows have no events:"
                                                    + " attribute=Listed_all.updatedAt."
                                                    + " Move it out of the identifier or the element collection.",
                                            "An embedded value mixes stamps with values that Hibernate generates:"
                                                    + " attribute=MisplacedStampsTest$Mixing.mixed generated=[updatedAt]. Use @CreatedAt"
                                                    + " and @UpdatedAt for all of its times, or move the generated attributes"
                                                    + " out."));
        }
    }
}
