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
package dev.ashlar.audit.internal.json;

import tools.jackson.core.json.JsonFactory;

/** The one factory of parsers, and the names that markers have. */
final class Json {

    static final JsonFactory FACTORY = new JsonFactory();

    /** The attribute that makes an object a marker; no attribute of an entity is named so. */
    static final String MARKER = "$";

    static final String MASKED = "masked";
    static final String ERASED = "erased";
    static final String UNLOADED = "unloaded";
    static final String DIGEST = "digest";
    static final String STATEMENT = "statement";

    private Json() {}
}
