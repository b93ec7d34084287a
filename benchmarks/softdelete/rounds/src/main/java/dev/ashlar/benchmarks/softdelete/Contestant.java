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
package dev.ashlar.benchmarks.softdelete;

import java.util.List;

/**
 * A way to delete.
 *
 * @param name for the table
 * @param entity what is found, queried and removed
 * @param withOurs whether our services are on the class path
 * @param keeps whether a removed row stays
 */
record Contestant(String name, Class<? extends Post> entity, boolean withOurs, boolean keeps) {

    /** All, the one that the others are compared with first. */
    static final List<Contestant> ALL = List.of(
            new Contestant("physical", PlainPost.class, false, false),
            new Contestant("physical, with our jars on the class path", PlainPost.class, true, false),
            new Contestant("physical, with the columns of ours", WidePost.class, false, false),
            new Contestant("`@SoftDelete`", NativePost.class, false, true),
            new Contestant("`@SQLDelete`, `@SQLRestriction`", RestrictedPost.class, false, true),
            new Contestant("`@SQLDelete`, auto-enabled `@Filter`", FilteredPost.class, false, true),
            new Contestant("`@SoftDeletable`", MarkedPost.class, true, true));
}
