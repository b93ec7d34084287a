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
package dev.ashlar.benchmarks;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;

/** A hundred entities, {@code T0} to {@code T99}, each with a foreign key to the one before it. */
final class HundredTables {

    private static final int SIZE = 100;

    /** Three in the middle of the chain. */
    private static final List<Integer> WRITTEN = List.of(49, 50, 51);

    private static final List<Class<? extends Link>> ENTITIES = generate();

    private HundredTables() {}

    /** In the order of the chain. */
    static List<Class<? extends Link>> entities() {
        return ENTITIES;
    }

    /** One row in each of three tables; always the same, so that it fails where those of the last time still are. */
    static void writeThree(EntityManager em) {
        try {
            Link parent = null;
            for (int index : WRITTEN) {
                Class<? extends Link> entity = ENTITIES.get(index);
                Link link = entity.getConstructor().newInstance();
                link.id = (long) index;
                entity.getField("parent").set(link, parent);
                em.persist(link);
                parent = link;
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A generated entity cannot be used", e);
        }
    }

    private static List<Class<? extends Link>> generate() {
        List<Class<? extends Link>> entities = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            DynamicType.Builder<Link> type = new ByteBuddy()
                    .subclass(Link.class)
                    .name(HundredTables.class.getPackageName() + ".T" + i)
                    .annotateType(
                            AnnotationDescription.Builder.ofType(Entity.class).build());
            if (i > 0) {
                type = type.defineField("parent", entities.get(i - 1), Visibility.PUBLIC)
                        .annotateField(AnnotationDescription.Builder.ofType(ManyToOne.class)
                                .define("fetch", FetchType.LAZY)
                                .build());
            }
            entities.add(type.make()
                    .load(
                            HundredTables.class.getClassLoader(),
                            ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
                    .getLoaded());
        }
        return List.copyOf(entities);
    }

    /** What the entities have in common. */
    @MappedSuperclass
    public static class Link {

        @Id
        Long id;

        /** For Hibernate, and for what is generated. */
        public Link() {}
    }
}
