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
package dev.ashlar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Catalog;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.DdlPath;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.ExpectedNames;
import dev.ashlar.core.naming.NamingSettings;
import dev.ashlar.examples.blog.Blog;
import java.util.Map;

/** The blog's schema has the same names on every engine, whichever way it comes there. */
class ExampleSchemaTest {

    @EachEngine
    void hasTheSameNamesInEveryWay(Engine engine) {
        for (DdlPath path : DdlPath.values()) {
            try (Database database = engine.open()) {
                path.run(
                        database,
                        "blog",
                        Map.of(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE),
                        Blog.entities());
                assertThat(Catalog.names(database))
                        .as(path.name())
                        .containsExactlyInAnyOrderElementsOf(ExpectedNames.of("/blog-names.txt", engine));
            }
        }
    }
}
