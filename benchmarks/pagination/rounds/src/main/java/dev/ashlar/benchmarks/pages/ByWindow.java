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
package dev.ashlar.benchmarks.pages;

import jakarta.persistence.EntityManagerFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.repository.Repository;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** Spring Data's, by its shared entity manager: without a transaction, it opens and closes one for each query. */
final class ByWindow implements Contestant<ScrollPosition> {

    private final PostRepository repository;
    private final Listing listing;
    private final Sort sort;

    ByWindow(EntityManagerFactory factory, Listing listing) {
        this.repository = new JpaRepositoryFactory(SharedEntityManagerCreator.createSharedEntityManager(factory))
                .getRepository(PostRepository.class);
        this.listing = listing;
        Sort.Order value = Sort.Order.desc(listing.attribute());
        this.sort = Sort.by(listing == Listing.PUBLISHED ? value.nullsLast() : value, Sort.Order.desc("id"));
    }

    @Override
    public Part<ScrollPosition> first() {
        return next(ScrollPosition.keyset());
    }

    @Override
    public Part<ScrollPosition> next(ScrollPosition cursor) {
        Window<Post> window = repository.findFirst20By(sort, cursor);
        return new Part<>(window.getContent(), window.hasNext() ? window.positionAt(window.size() - 1) : null);
    }

    @Override
    public ScrollPosition after(int rows, Post last) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put(listing.attribute(), listing.value(last));
        key.put("id", last.id);
        return ScrollPosition.forward(key);
    }

    /** The query is made of the method's name. */
    interface PostRepository extends Repository<Post, Long> {

        Window<Post> findFirst20By(Sort sort, ScrollPosition position);
    }
}
