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
package dev.ashlar.pagination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a request may ask for: which sorts, by names of their own, and how many rows at most. An immutable value, made once.
 *
 * <p>A request's text is only ever looked up here; it never becomes part of a query.
 *
 * <pre>{@code
 * static final PageRules POSTS = PageRules.of("newest", desc("publishedAt").nullsLast())
 *         .and("title", asc("title").ignoreCase())
 *         .maxSize(100);
 * }</pre>
 */
public final class PageRules {

    /** How many rows a page has at most, unless {@link #maxSize} says otherwise. */
    public static final int DEFAULT_MAX_SIZE = 1_000;

    private static final int SHOWN = 40;

    private final Map<String, List<Sort>> sorts;
    private final int maxSize;

    private PageRules(Map<String, List<Sort>> sorts, int maxSize) {
        this.sorts = Collections.unmodifiableMap(sorts);
        this.maxSize = maxSize;
    }

    /**
     * The sort that holds when none is asked for.
     *
     * @param name letters, digits, dots, dashes and underscores; the first one a letter
     * @throws IllegalArgumentException if the name is not like that, or there is no sort
     */
    public static PageRules of(String name, Sort... sorts) {
        return new PageRules(Map.of(), DEFAULT_MAX_SIZE).and(name, sorts);
    }

    /**
     * One more sort.
     *
     * @param name letters, digits, dots, dashes and underscores; the first one a letter
     * @throws IllegalArgumentException if the name is not like that or taken, or there is no sort
     */
    public PageRules and(String name, Sort... keys) {
        if (!name.matches("[A-Za-z][A-Za-z0-9._-]*") || keys.length == 0 || sorts.containsKey(name)) {
            throw new IllegalArgumentException("No sort of these rules: name=[" + name + "] keys=" + Arrays.asList(keys)
                    + " names=" + sorts.keySet()
                    + ". Give a new name of letters, digits, dots, dashes and underscores, and at least one key.");
        }
        Map<String, List<Sort>> more = new LinkedHashMap<>(sorts);
        more.put(name, List.of(keys));
        return new PageRules(more, maxSize);
    }

    /**
     * How many rows a page may have.
     *
     * @param rows 1 or more
     * @throws IllegalArgumentException if it is less
     */
    public PageRules maxSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("Pages without rows: maxSize=" + rows + ". Give 1 or more.");
        }
        return new PageRules(sorts, rows);
    }

    /** How many rows a page may have. */
    public int maxSize() {
        return maxSize;
    }

    /** The names that may be asked for, the default first. */
    public Set<String> names() {
        return sorts.keySet();
    }

    /** The keys of the default. */
    public List<Sort> defaultSort() {
        return sorts.values().iterator().next();
    }

    /**
     * The keys of what was asked for: names with commas between them, a minus before one turns its directions round; nulls stay where
     * the rule puts them. Blank text stands for the default.
     *
     * @throws PageRequestException if a name is unknown or said twice
     */
    public List<Sort> sort(String requested) {
        if (requested.isBlank()) {
            return defaultSort();
        }
        List<Named> names = new ArrayList<>();
        for (String part : requested.split(",", -1)) {
            String trimmed = part.strip();
            boolean turned = trimmed.startsWith("-");
            names.add(new Named(turned ? trimmed.substring(1) : trimmed, turned));
        }
        return sort(names);
    }

    /**
     * The keys of what was asked for in another form than text. No names stand for the default.
     *
     * @throws PageRequestException if a name is unknown or said twice
     */
    public List<Sort> sort(List<Named> requested) {
        if (requested.isEmpty()) {
            return defaultSort();
        }
        List<Sort> keys = new ArrayList<>();
        Set<String> said = new LinkedHashSet<>();
        for (Named asked : requested) {
            List<Sort> known = sorts.get(asked.name());
            if (known == null) {
                throw new PageRequestException("Unknown sort: name=[" + shown(asked.name()) + "]. Known are " + names()
                        + "; a minus before a name turns it round, commas stand between names.");
            }
            if (!said.add(asked.name())) {
                throw new PageRequestException("A sort twice: name=[" + asked.name() + "]. Say it once.");
            }
            known.forEach(key -> keys.add(asked.reversed() ? key.reversed() : key));
        }
        return List.copyOf(keys);
    }

    /**
     * A name that was asked for; it is looked up as it is.
     *
     * @param name of a rule, or whatever was sent in its place
     * @param reversed whether the rule's directions are to be turned round; nulls stay where it puts them
     */
    public record Named(String name, boolean reversed) {}

    /** What a stranger sent, fit for a message and a log. */
    private static String shown(String text) {
        String plain = text.codePoints()
                .limit(SHOWN)
                .map(c -> Character.isLetterOrDigit(c) || (c >= ' ' && c < 0x7f) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.codePointCount(0, text.length()) > SHOWN ? plain + "..." : plain;
    }
}
