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
package dev.ashlar.softdelete;

import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.purge.PurgeRequest;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * How long the deleted rows of a persistence unit are kept. An immutable value, safe for many threads; got from
 * {@link SoftDeletes#of}.
 */
public final class Retention {

    private final EntityManagerFactory factory;

    Retention(EntityManagerFactory factory) {
        Transactions.of(factory); // refuses a closed or foreign one
        this.factory = factory;
    }

    /**
     * A purge of deleted rows of one entity, and of deleted rows that go with them by cascade or orphan removal.
     *
     * @throws IllegalArgumentException if the class is no soft-deletable entity of the factory
     */
    public <T> Purge<T> purge(Class<T> type) {
        Objects.requireNonNull(type, "type");
        return new Purge<>(PurgeRequest.of(factory, type));
    }

    /** A purge of the deleted rows of all soft-deletable entities. */
    public Purge<Object> purge() {
        return new Purge<>(PurgeRequest.ofAll(factory));
    }

    /**
     * What deserves a look in the mappings, each in a sentence with its mend; logged at boot too. What would lose rows is refused
     * there instead.
     */
    public List<String> warnings() {
        return DeletionModel.of(factory.unwrap(SessionFactoryImplementor.class)).warnings();
    }
}
