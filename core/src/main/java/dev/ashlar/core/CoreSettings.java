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
package dev.ashlar.core;

/**
 * Settings of a persistence unit that this module reads; none is needed.
 *
 * <p>They go where Hibernate's own settings go: {@code persistence.xml}, {@code PersistenceConfiguration.property}, Spring
 * Boot's {@code spring.jpa.properties} or a {@code HibernatePropertiesCustomizer} (for values that are objects). A value
 * that names a class is an instance, a {@code Class} or its name; a class needs a public constructor without parameters.
 */
public final class CoreSettings {

    /** Where the time comes from: a {@link java.time.InstantSource}. The default is the system clock. */
    public static final String TIME_SOURCE = "ashlar.time_source";

    /**
     * Tells the context where a thread runs in none: a {@link dev.ashlar.core.spi.ChangeContextProvider}. Asked before the
     * providers that the service loader finds.
     */
    public static final String CHANGE_CONTEXT_PROVIDER = "ashlar.change_context_provider";

    /**
     * Strict mode, {@code true} or {@code false} (default): every write through Hibernate that has no actor is refused
     * with {@link MissingActorException}, bulk and native statements too.
     */
    public static final String REQUIRE_ACTOR = "ashlar.require_actor";

    /**
     * Whether {@code StatelessSession.update} and {@code upsert} of an instance that lacks what only the insert knows
     * ({@link CreatedAt}) read it back, {@code true} (default) or {@code false}: one SELECT by id for such an instance.
     */
    public static final String READ_BACK = "ashlar.stamps.read_back";

    private CoreSettings() {}
}
