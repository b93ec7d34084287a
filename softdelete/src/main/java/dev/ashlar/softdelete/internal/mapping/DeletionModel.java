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

import dev.ashlar.core.ground.Ground;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.service.Service;
import org.jspecify.annotations.Nullable;

/** What is soft-deletable in a session factory, and how it belongs together. */
public final class DeletionModel implements Service {

    private static final long serialVersionUID = 1L;

    private final transient SessionFactoryImplementor factory;
    private transient volatile @Nullable ParentLinks links;
    private transient volatile List<String> warnings = List.of();

    /** For the boot. */
    public DeletionModel(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** The model of a session's factory. */
    public static DeletionModel of(SharedSessionContractImplementor session) {
        return of(session.getFactory());
    }

    /** The model of a factory. */
    public static DeletionModel of(SessionFactoryImplementor factory) {
        return factory.getServiceRegistry().requireService(DeletionModel.class);
    }

    /** The links by which entities remove others. */
    public ParentLinks links() {
        ParentLinks known = links;
        if (known == null) {
            known = ParentLinks.of(factory); // the same, whoever is first
            links = known;
        }
        return known;
    }

    /** What the boot warned of, each what would be lost or shown, where, and the mend. */
    public List<String> warnings() {
        return warnings;
    }

    /** For the boot. */
    public void warn(List<String> found) {
        warnings = List.copyOf(found);
    }

    /** What the session's transaction knows to be live. */
    public LiveParents liveParents(SharedSessionContractImplementor session) {
        return Ground.of(session).scope(session).attachment(LiveParents.class, LiveParents::of);
    }

    /** The root of each soft-deletable hierarchy. */
    public List<Marks> roots() {
        Map<String, Marks> roots = new LinkedHashMap<>();
        factory.getMappingMetamodel()
                .forEachEntityDescriptor(
                        entity -> Marks.of(entity.getRootEntityDescriptor().getEntityPersister())
                                .ifPresent(marks -> roots.put(marks.persister().getEntityName(), marks)));
        return List.copyOf(roots.values());
    }
}
