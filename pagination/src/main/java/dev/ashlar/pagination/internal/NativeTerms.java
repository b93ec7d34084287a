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
package dev.ashlar.pagination.internal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Conditions as SQL; names of columns were checked to be nothing else. */
final class NativeTerms implements CutPredicate.Terms<String> {

    private final List<SortKey> keys;

    NativeTerms(List<SortKey> keys) {
        this.keys = keys;
    }

    /** The key's value. */
    String key(int key) {
        String column = NativeSqlQuery.ROWS + "." + keys.get(key).sort().name();
        return keys.get(key).sort().isIgnoringCase() ? "lower(" + column + ")" : column;
    }

    private static String parameter(int key) {
        return ":" + CutPredicate.PARAMETER + key;
    }

    @Override
    public String compare(int key, String operator) {
        return key(key) + " " + operator + " " + parameter(key);
    }

    @Override
    public String compareRow(int first, int length, String operator) {
        String row =
                IntStream.range(first, first + length).mapToObj(this::key).collect(Collectors.joining(", ", "(", ")"));
        String values = IntStream.range(first, first + length)
                .mapToObj(NativeTerms::parameter)
                .collect(Collectors.joining(", ", "(", ")"));
        return row + " " + operator + " " + values;
    }

    @Override
    public String isNull(int key) {
        return key(key) + " is null";
    }

    @Override
    public String isNotNull(int key) {
        return key(key) + " is not null";
    }

    @Override
    public String always() {
        return "1 = 1";
    }

    @Override
    public String never() {
        return "1 = 0";
    }

    @Override
    public String and(List<String> all) {
        return all.stream().collect(Collectors.joining(" and ", "(", ")"));
    }

    @Override
    public String or(List<String> any) {
        return any.stream().collect(Collectors.joining(" or ", "(", ")"));
    }
}
