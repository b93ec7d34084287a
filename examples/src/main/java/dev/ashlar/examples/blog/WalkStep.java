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

import dev.ashlar.pagination.Pagination;
import java.util.concurrent.atomic.AtomicLong;

/** All posts in batches, each in a session of its own, so that memory holds one batch at a time. */
final class WalkStep implements Step {

    private static final int BATCH = 1_000;

    @Override
    public String heading() {
        return "A walk over all rows";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        AtomicLong letters = new AtomicLong();
        AtomicLong batches = new AtomicLong();
        AtomicLong rows = new AtomicLong();
        long statements = unit.statements()
                .during(() -> rows.set(Pagination.of("select p.title from Post p", String.class)
                        .walk(unit.factory(), BATCH)
                        .stateless()
                        .forEach(batch -> {
                            batches.incrementAndGet();
                            batch.items().forEach(title -> letters.addAndGet(title.length()));
                        })));
        console.line("rows=%d letters=%d", rows.get(), letters.get());
        console.line(
                "batches=%d statements=%d, by the id, each from where the last one ended", batches.get(), statements);
    }
}
