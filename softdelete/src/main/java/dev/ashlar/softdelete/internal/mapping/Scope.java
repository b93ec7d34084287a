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
package dev.ashlar.softdelete.internal.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a session sees, and whether it deletes them physically.
 *
 * <p>Kept in the session as enabled filters that belong to no entity: Hibernate's plan cache is on while none is enabled, and
 * keeps away from what was compiled under one.
 */
public enum Scope {
    /** Live rows. */
    LIVE(null),
    /** Live and deleted rows. */
    WITH_DELETED("ashlar.withDeleted"),
    /** Deleted rows. */
    ONLY_DELETED("ashlar.onlyDeleted"),
    /** All rows, and a removal is physical. */
    PURGE("ashlar.purge");

    private static final List<String> MARKERS =
            Arrays.stream(values()).flatMap(scope -> scope.marker().stream()).toList();

    private final @Nullable String marker;

    Scope(@Nullable String marker) {
        this.marker = marker;
    }

    /** The name of the filter that stands for the scope. */
    public Optional<String> marker() {
        return Optional.ofNullable(marker);
    }

    /** The filter of a scope. */
    public static FilterDefinition definition(String marker) {
        return new FilterDefinition(marker, "", Map.of());
    }

    /** The scope of a session. */
    public static Scope of(SharedSessionContractImplementor session) {
        return of(session.getLoadQueryInfluencers());
    }

    /** The scope of what influences a load. */
    public static Scope of(LoadQueryInfluencers influencers) {
        if (influencers.hasEnabledFilters()) {
            for (Scope scope : values()) {
                if (scope.marker != null && influencers.getEnabledFilter(scope.marker) != null) {
                    return scope;
                }
            }
        }
        return LIVE;
    }

    /** The scope of a set of enabled filters. */
    static Scope of(Map<String, ?> enabledFilters) {
        if (!enabledFilters.isEmpty()) {
            for (Scope scope : values()) {
                if (scope.marker != null && enabledFilters.containsKey(scope.marker)) {
                    return scope;
                }
            }
        }
        return LIVE;
    }

    /** Switches a session to the scope; where nothing is soft-deletable all of them are the same. */
    public void enter(LoadQueryInfluencers influencers) {
        MARKERS.forEach(influencers::disableFilter);
        if (marker != null
                && influencers.getSessionFactory().getDefinedFilterNames().contains(marker)) {
            influencers.enableFilter(marker);
        }
    }

    /** Whether the scope sees live rows. */
    public boolean showsLive() {
        return this != ONLY_DELETED;
    }

    /** Whether the scope sees deleted rows. */
    public boolean showsDeleted() {
        return this != LIVE;
    }
}
