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

import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.OrderingMode;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.MultiIdLoadOptions;
import org.hibernate.loader.ast.spi.MultiNaturalIdLoader;
import org.hibernate.loader.ast.spi.NaturalIdLoader;
import org.jspecify.annotations.Nullable;

/**
 * What is found by key, as a session's scope shows it. Loads by key have no predicate, because references load so too: what
 * was asked for by its key is looked at when it is there.
 */
public final class LiveLoading {

    private LiveLoading() {}

    /** An instance if the scope shows it. */
    public static @Nullable Object visible(
            @Nullable Object found, Marks marks, SharedSessionContractImplementor session) {
        if (found == null || !Hibernate.isInitialized(found)) {
            return found;
        }
        LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
        if (influencers.hasEnabledCascadingFetchProfile()) {
            return found; // a merge or refresh asks for the row as it is
        }
        Scope scope = Scope.of(influencers);
        boolean shown = marks.isDeleted(Hibernate.unproxy(found)) ? scope.showsDeleted() : scope.showsLive();
        return shown ? found : null;
    }

    /** Several instances; in order, what is not shown leaves a null. */
    static List<@Nullable Object> visible(
            List<?> found, Marks marks, SharedSessionContractImplementor session, OrderingMode order) {
        List<@Nullable Object> visible = new ArrayList<>(found.size());
        for (Object each : found) {
            Object shown = visible(each, marks, session);
            if (shown != null || order == OrderingMode.ORDERED) {
                visible.add(shown);
            }
        }
        return visible;
    }

    static List<?> visible(
            List<?> found, Marks marks, SharedSessionContractImplementor session, MultiIdLoadOptions options) {
        return visible(found, marks, session, options.getOrderingMode());
    }

    /** Whether a load is the one that a {@code StatelessSession} was asked for, and not that of a reference. */
    static boolean isAskedFor(@Nullable Object instance, SharedSessionContractImplementor session) {
        return instance == null
                && session.isStateless()
                && session.getPersistenceContext().isLoadFinished();
    }

    @SuppressWarnings("unchecked")
    static NaturalIdLoader<?> visible(NaturalIdLoader<?> loader, Marks marks) {
        return new LiveNaturalIds((NaturalIdLoader<Object>) loader, marks);
    }

    @SuppressWarnings("unchecked")
    static MultiNaturalIdLoader<?> visible(MultiNaturalIdLoader<?> loader, Marks marks) {
        return new LiveMultiNaturalIds((MultiNaturalIdLoader<Object>) loader, marks);
    }
}
