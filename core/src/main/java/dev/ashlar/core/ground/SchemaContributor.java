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
package dev.ashlar.core.ground;

/**
 * Adds to the schema what mappings cannot say, in every way to DDL alike: {@code hbm2ddl}, script export,
 * {@code Persistence.generateSchema} and a bare {@code Metadata}.
 *
 * <p>Found by the service loader. Called once per boot, in the metadata phase, after all entities are bound (also those that
 * other modules contributed) and before constraints get their names; no session factory exists.
 */
@FunctionalInterface
public interface SchemaContributor {

    /** Contributes; a problem goes to {@link SchemaContributions#problems()}. */
    void contribute(SchemaContributions schema);
}
