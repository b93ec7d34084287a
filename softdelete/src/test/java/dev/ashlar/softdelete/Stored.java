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

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** Entities and collections that the second-level cache keeps. */
final class Stored {

    private Stored() {}

    @Entity(name = "Leaf")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    @SoftDeletable
    static class Leaf implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        @NaturalId
        String code;

        @ManyToOne(fetch = FetchType.LAZY)
        Tree tree;

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    @Entity(name = "Tree")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Tree {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(mappedBy = "tree")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Leaf> leaves = new HashSet<>();

        @ManyToMany
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Leaf> shown = new HashSet<>();
    }
}
