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
package dev.ashlar.benchmarks.audit;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;

/** The class path as Hibernate's service loader would see it without the others: everyone is measured as it is alone. */
final class Services extends ClassLoaderServiceImpl {

    static final String OURS = "dev.ashlar.";
    static final String ENVERS = "org.hibernate.envers.";

    private final transient List<String> hidden;

    /** Those whose names begin so are shown, of ours and of Envers. */
    Services(String shown) {
        this.hidden = Stream.of(OURS, ENVERS)
                .filter(prefix -> !prefix.equals(shown))
                .toList();
    }

    @Override
    public <S> Collection<S> loadJavaServices(Class<S> serviceContract) {
        return super.loadJavaServices(serviceContract).stream()
                .filter(service ->
                        hidden.stream().noneMatch(service.getClass().getName()::startsWith))
                .toList();
    }
}
