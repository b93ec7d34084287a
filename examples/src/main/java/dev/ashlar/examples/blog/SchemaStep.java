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
package dev.ashlar.examples.blog;

/** The schema, made from the entities. */
final class SchemaStep implements Step {

    @Override
    public String heading() {
        return "Schema";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        console.line("Created from the entities, which give no names; as the database tells:");
        GeneratedNames names = new GeneratedNames(unit.factory());
        console.words("tables", names.tables());
        console.words("primary keys", names.primaryKeys());
        console.words("foreign keys", names.foreignKeys());
        console.words("unique keys", names.uniqueKeys());
        console.words("checks", names.checks());
        console.words("indexes", names.indexes());
        console.words("sequences", names.sequences());
    }
}
