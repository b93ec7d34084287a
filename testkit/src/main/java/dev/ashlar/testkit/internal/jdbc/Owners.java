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
package dev.ashlar.testkit.internal.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the attribute in which a reference stands, among the entities of a persistence context.
 *
 * <p>Several may hold the same, so one look may not tell: who created a post and who updated it is often one user. But a loop takes
 * one attribute of many entities; so the answers at a line of a session narrow each other.
 */
final class Owners {

    /**
     * So many references at a line of a session, all of one attribute, are believed to go on: to look is linear in the size of the
     * persistence context, and a loop over ten thousand entities asks ten thousand times.
     */
    private static final int BELIEVED = 100;

    private record Place(String entity, @Nullable StackTraceElement line) {}

    private final Map<Place, Answers> places = new ConcurrentHashMap<>();

    /** The attributes that may be it, fewer the more is known when it is asked. */
    Supplier<Collection<ToOne>> find(
            SessionImplementor session,
            EntityPersister target,
            Object id,
            List<ToOne> candidates,
            @Nullable StackTraceElement line) {
        UUID identifier = session.getSessionIdentifier();
        Answers answers = places.compute(
                new Place(target.getEntityName(), line),
                (place, known) -> known != null && known.session.equals(identifier) ? known : new Answers(identifier));
        return answers.narrowed(among -> holders(session, target, id, among), candidates);
    }

    private static Set<ToOne> holders(
            SessionImplementor session, EntityPersister target, Object id, Collection<ToOne> candidates) {
        Set<ToOne> holders = new LinkedHashSet<>();
        if (candidates.isEmpty()) {
            return holders;
        }
        PersistenceContext context = session.getPersistenceContextInternal();
        EntityHolder reference = context.getEntityHolder(session.generateEntityKey(id, target));
        for (Map.Entry<Object, EntityEntry> managed : context.reentrantSafeEntityEntries()) {
            String entity = managed.getValue().getPersister().getEntityName();
            for (ToOne candidate : candidates) {
                if (!holders.contains(candidate)
                        && candidate.owner().isSubclassEntityName(entity)
                        && isReference(candidate.valueIn(managed.getKey()), reference, id)) {
                    holders.add(candidate);
                }
            }
            if (holders.size() == candidates.size()) {
                break;
            }
        }
        return holders;
    }

    @SuppressWarnings("ReferenceEquality") // an entity is its own class, which may define equals
    private static boolean isReference(@Nullable Object value, @Nullable EntityHolder reference, Object id) {
        if (value == null) {
            return false;
        }
        if (reference != null && (value == reference.getProxy() || value == reference.getEntity())) {
            return true;
        }
        // A proxy of a narrower type is another object.
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        return initializer != null && initializer.isUninitialized() && id.equals(initializer.getInternalIdentifier());
    }

    @FunctionalInterface
    private interface Look {
        Set<ToOne> among(Collection<ToOne> candidates);
    }

    /** At one place, in one session. */
    private static final class Answers {

        private final UUID session;
        private final List<Answer> different = new ArrayList<>();

        Answers(UUID session) {
            this.session = session;
        }

        synchronized Supplier<Collection<ToOne>> narrowed(Look look, List<ToOne> candidates) {
            if (different.size() == 1 && different.get(0).times >= BELIEVED) {
                return different.get(0);
            }
            for (Answer answer : different) {
                Set<ToOne> left = look.among(answer.possible);
                if (!left.isEmpty()) {
                    answer.possible = left;
                    answer.times++;
                    return answer;
                }
            }
            Set<ToOne> found = look.among(candidates);
            for (Answer answer : different) {
                if (found.isEmpty() && answer.possible.isEmpty()) {
                    answer.times++;
                    return answer;
                }
            }
            Answer added = new Answer(found);
            different.add(added);
            return added;
        }
    }

    private static final class Answer implements Supplier<Collection<ToOne>> {

        private volatile Set<ToOne> possible;
        private int times = 1;

        Answer(Set<ToOne> possible) {
            this.possible = possible;
        }

        @Override
        public Collection<ToOne> get() {
            return possible;
        }
    }
}
