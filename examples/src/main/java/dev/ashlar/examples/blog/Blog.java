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

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Shows on a small blog, step by step, what the modules do.
 *
 * <p>Without an argument it writes 10,000 made-up posts, with one it imports those of a CSV file.
 */
public final class Blog {

    static final int SAMPLE_POSTS = 10_000;

    private static final String POSTS = "--posts=";

    private Blog() {}

    /** What is mapped, for a look at its schema. */
    public static Class<?>[] entities() {
        return new Class<?>[] {
            User.class, Profile.class, Post.class, Comment.class, Tag.class, PostTag.class, Product.class, Order.class
        };
    }

    /**
     * Runs all steps and prints them. Ends the JVM with status 1, after one sentence, if the file cannot be used.
     *
     * @param arguments {@code --posts=} and the path of a CSV file; nothing, or a blank path, for made-up posts
     */
    public static void main(String[] arguments) {
        try {
            run(posts(arguments), System.out);
        } catch (UnusableFileException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static String posts(String[] arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(POSTS))
                .map(argument -> argument.substring(POSTS.length()))
                .findFirst()
                .orElse("");
    }

    /**
     * Runs all steps.
     *
     * @throws UnusableFileException if the path is that of no file of posts
     */
    static void run(String path, PrintStream out) {
        Console console = new Console(out);
        BadRows badRows = new BadRows(console);
        if (path.isBlank()) {
            run(new SamplePosts(SAMPLE_POSTS), badRows, console);
            return;
        }
        try (PostsCsv posts = PostsCsv.open(Path.of(path), badRows)) {
            run(posts, badRows, console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(PostSource posts, BadRows badRows, Console console) {
        List<Step> steps = List.of(
                new SchemaStep(),
                new RowsStep(posts, badRows),
                new TimestampsStep(),
                new CheckStep(),
                new EqualityStep(),
                new FetchStep(),
                new PagesStep(),
                new WalkStep(),
                new ActorStep(),
                new NestedStep(),
                new NestedEachStep(),
                new RetryStep(),
                new HookStep(),
                new DeletionStep(),
                new AuditStep());
        try (BlogUnit unit = BlogUnit.open()) {
            for (Step step : steps) {
                console.heading(step.heading());
                step.run(unit, console);
            }
        }
    }
}
