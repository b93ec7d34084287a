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
package dev.ashlar.audit.internal.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.mapping.PersistentClass;

/** Logged entities that somebody else audits too: twice the rows, and two histories to keep, erase and purge. */
final class DoubleAudits {

    /** By name: Envers need not be there. */
    private static final Map<String, String> OTHERS = Map.of(
            "org.hibernate.annotations.Audited", "Hibernate",
            "org.hibernate.envers.Audited", "Envers");

    private DoubleAudits() {}

    static List<String> of(Collection<PersistentClass> entities, Set<String> logged) {
        List<String> warnings = new ArrayList<>();
        entities.stream()
                .filter(entity -> logged.contains(entity.getEntityName()))
                .sorted(Comparator.comparing(PersistentClass::getEntityName))
                .forEach(entity -> annotations(entity.getMappedClass())
                        .map(annotation -> annotation.annotationType().getName())
                        .filter(OTHERS::containsKey)
                        .distinct()
                        .sorted()
                        .forEach(name -> warnings.add("An entity is audited twice: entity=" + entity.getEntityName()
                                + " by=[AuditLogged, " + name + "]. Each change is written to both histories; remove"
                                + " one of them, or keep " + OTHERS.get(name) + "'s until its readers have moved.")));
        return List.copyOf(warnings);
    }

    /** On the class, its superclasses and their members: Envers takes all of them. */
    private static Stream<Annotation> annotations(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null && each != Object.class, Class::getSuperclass)
                .flatMap(each -> Stream.of(
                                Stream.<AnnotatedElement>of(each),
                                Arrays.<AnnotatedElement>stream(each.getDeclaredFields()),
                                Arrays.<AnnotatedElement>stream(each.getDeclaredMethods()))
                        .flatMap(elements -> elements))
                .flatMap(element -> Arrays.stream(element.getDeclaredAnnotations()));
    }
}
