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
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.event.spi.LoadEventListener.LoadType;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The associations of a persistence unit, and which of them a load or a statement is for. */
final class Associations {

    private static final Pattern TABLE = Pattern.compile("\\bfrom\\s+([^\\s(]+)", Pattern.CASE_INSENSITIVE);

    /** Of more candidates no reader makes sense. */
    private static final int MOST_NAMES = 3;

    private final SessionFactoryImplementor factory;
    private final List<EntityPersister> entities = new ArrayList<>();
    private final List<CollectionPersister> collections = new ArrayList<>();
    private final Map<String, ToOne> toOnes = new LinkedHashMap<>();
    private final Owners owners = new Owners();

    private Associations(SessionFactoryImplementor factory) {
        this.factory = factory;
        factory.getMappingMetamodel().forEachEntityDescriptor(entities::add);
        factory.getMappingMetamodel().forEachCollectionDescriptor(collections::add);
        entities.stream()
                .flatMap(entity -> ToOne.of(entity).stream())
                .filter(toOne -> toOne.owner().equals(toOne.path().get(0).getDeclaringType()))
                .forEach(toOne -> toOnes.put(toOne.name(), toOne));
    }

    static Associations of(SessionFactoryImplementor factory) {
        return new Associations(factory);
    }

    /** An entity's name without its package and the class around it. */
    static String simple(String entityName) {
        return entityName.substring(Math.max(entityName.lastIndexOf('.'), entityName.lastIndexOf('$')) + 1);
    }

    @Nullable
    Supplier<Fetched> reason(InitializeCollectionEvent event) {
        SessionImplementor session = event.getSession();
        CollectionEntry entry = session.getPersistenceContextInternal().getCollectionEntry(event.getCollection());
        CollectionPersister persister = entry == null ? null : entry.getLoadedPersister();
        if (persister == null) {
            return null;
        }
        Fetched fetched = fetched(persister, session.getLoadQueryInfluencers(), session.getSessionIdentifier());
        return () -> fetched;
    }

    Supplier<Fetched> reason(LoadEvent event, LoadType type, @Nullable StackTraceElement line) {
        SessionImplementor session = event.getSession();
        EntityPersister target = factory.getMappingMetamodel().getEntityDescriptor(event.getEntityClassName());
        List<ToOne> candidates = toOnesReaching(target);
        boolean batched = session.getLoadQueryInfluencers().effectivelyBatchLoadable(target);
        Object identifier = session.getSessionIdentifier();
        if (type == LoadEventListener.IMMEDIATE_LOAD) {
            // A reference that stands in an attribute by now; or the user's own, by getReference.
            Supplier<Collection<ToOne>> holders = owners.find(session, target, event.getEntityId(), candidates, line);
            return () -> fetched(target, holders.get(), batched, identifier);
        }
        List<ToOne> eager = candidates.stream().filter(ToOne::isEager).toList();
        Fetched fetched = fetched(target, eager.isEmpty() ? candidates : eager, batched, identifier);
        return () -> fetched;
    }

    /**
     * By the tables of the statement; {@code null} if it is not one of this unit.
     *
     * @param session stands for the session, which is unknown
     */
    @Nullable
    Fetched fetchedBy(String sql, FetchWay way, Object session) {
        Matcher from = TABLE.matcher(sql);
        if (!from.find()) {
            return null;
        }
        String table = from.group(1);
        LoadQueryInfluencers defaults = new LoadQueryInfluencers(factory);
        if (way == FetchWay.COLLECTION) {
            return collections.stream()
                    .filter(collection -> collection instanceof AbstractCollectionPersister known
                            && known.getTableName().equalsIgnoreCase(table)
                            && containsAll(sql, known.getKeyColumnNames()))
                    .map(collection -> fetched(collection, defaults, session))
                    .reduce(Associations::either)
                    .orElse(null);
        }
        return entities.stream()
                .filter(entity -> entity.getTableName().equalsIgnoreCase(table))
                .findFirst()
                .map(entity -> switch (way) {
                    case ATTRIBUTES -> attributes(entity, session);
                    case UNIQUE_KEY -> byUniqueKey(entity, session);
                    default ->
                        fetched(entity, toOnesReaching(entity), defaults.effectivelyBatchLoadable(entity), session);
                })
                .orElse(null);
    }

    private static Fetched attributes(EntityPersister entity, Object session) {
        String name = simple(entity.getEntityName()) + " (lazy attributes)";
        return new Fetched(name, false, null, session, tables(Stream.of(entity)));
    }

    private Fetched byUniqueKey(EntityPersister entity, Object session) {
        List<ToOne> inverse =
                toOnesReaching(entity).stream().filter(ToOne::isInverse).toList();
        Fetched fetched = fetched(entity, inverse, false, session);
        return new Fetched(fetched.association(), false, null, session, fetched.parents());
    }

    private List<ToOne> toOnesReaching(EntityPersister target) {
        return toOnes.values().stream().filter(toOne -> toOne.reaches(target)).toList();
    }

    private static Fetched fetched(CollectionPersister collection, LoadQueryInfluencers influencers, Object session) {
        String owner = collection.getOwnerEntityPersister().getEntityName();
        // The role begins with the entity that declares it, which may be a superclass.
        String role = collection.getRole();
        int path = role.startsWith(owner + ".") ? owner.length() + 1 : role.lastIndexOf('.') + 1;
        String association = simple(role.substring(0, path - 1)) + "." + role.substring(path);
        return new Fetched(
                association,
                influencers.effectivelyBatchLoadable(collection) || collection.isSubselectLoadable(),
                association,
                session,
                tables(Stream.of(collection.getOwnerEntityPersister())));
    }

    private static Fetched fetched(EntityPersister target, Collection<ToOne> found, boolean batched, Object session) {
        String entity = simple(target.getEntityName());
        String names = found.stream().map(ToOne::name).collect(Collectors.joining(" or "));
        return new Fetched(
                found.isEmpty() || found.size() > MOST_NAMES ? entity : names,
                batched,
                "the class " + entity,
                session,
                tables(found.stream().map(ToOne::owner)));
    }

    private static Fetched either(Fetched one, Fetched other) {
        Set<String> parents = new LinkedHashSet<>(one.parents());
        parents.addAll(other.parents());
        return new Fetched(
                one.association() + " or " + other.association(),
                one.batched() || other.batched(),
                one.batchSize() + " or " + other.batchSize(),
                one.session(),
                parents);
    }

    private static Set<String> tables(Stream<EntityPersister> owners) {
        return owners.flatMap(owner -> Arrays.stream(owner.getQuerySpaces()))
                .map(Object::toString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean containsAll(String sql, String[] columns) {
        String lower = sql.toLowerCase(Locale.ROOT);
        return Arrays.stream(columns).allMatch(column -> lower.contains(column.toLowerCase(Locale.ROOT)));
    }
}
