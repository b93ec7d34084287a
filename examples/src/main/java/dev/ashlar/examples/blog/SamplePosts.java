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

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Made-up posts, the same in each run: many are published at the same time, and titles repeat. */
final class SamplePosts implements PostSource {

    static final int AUTHORS = 200;

    private static final Instant FIRST = Instant.parse("2026-01-01T08:00:00Z");
    private static final int TAGS = 20;
    private static final int TITLES = 2_500;

    private final int size;

    SamplePosts(int size) {
        this.size = size;
    }

    @Override
    public void forEach(Consumer<PostRow> consumer) {
        for (int i = 0; i < size; i++) {
            consumer.accept(row(i));
        }
    }

    private static PostRow row(int i) {
        Set<String> tags = new LinkedHashSet<>();
        for (int k = 0; k < i % 4; k++) {
            tags.add(name("tag", (i / 4 + 7 * k) % TAGS));
        }
        return new PostRow(
                name("post", i),
                name("author", i % AUTHORS),
                FIRST.plus(Duration.ofMinutes(i / 4)),
                "On stones, part " + i % TITLES,
                tags);
    }

    private static String name(String kind, int number) {
        return String.format(Locale.ROOT, "%s-%03d", kind, number);
    }
}
