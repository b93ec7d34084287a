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
package dev.ashlar.core.internal.naming;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.mapping.Table;

/**
 * Gives each constraint the name it proposes, cut to the limit, and a hash to those whose names would collide.
 *
 * <p>Names are unique per schema, together with the tables' own: PostgreSQL keeps indexes, and H2 constraints, in one
 * namespace for all tables. All that collide get a hash, so the order in which they are proposed does not matter.
 */
final class NameRegister {

    private record Proposal(String table, String name, String identity, Consumer<String> taker) {}

    private record Key(String schema, String name) {

        static Key of(Table table, String name) {
            return new Key(table.getCatalog() + "." + table.getSchema(), name.toLowerCase(Locale.ROOT));
        }
    }

    private final int limit;
    private final Set<Key> reserved = new HashSet<>();
    private final Map<Key, List<Proposal>> proposals = new LinkedHashMap<>();

    NameRegister(int limit) {
        this.limit = limit;
    }

    /** A name that is explicit, and in use. */
    void reserve(Table table, String name) {
        reserved.add(Key.of(table, name));
    }

    /**
     * Proposes a name.
     *
     * @param identity what the constraint is, by which it is told from others that propose the same
     * @param taker gets the final name in {@link #assign()}
     */
    void propose(Table table, String name, String identity, Consumer<String> taker) {
        proposals
                .computeIfAbsent(Key.of(table, GeneratedName.fit(name, limit)), key -> new ArrayList<>())
                .add(new Proposal(table.getName(), name, identity, taker));
    }

    /** Hands out the names; the register is done with then. */
    void assign() {
        proposals.forEach((key, equals) -> {
            boolean free = equals.size() == 1 && !reserved.contains(key);
            for (Proposal proposal : equals) {
                String name = free
                        ? GeneratedName.fit(proposal.name(), limit)
                        : withHash(proposal.table(), proposal.name(), proposal.identity(), limit);
                proposal.taker().accept(name);
            }
        });
    }

    /** The name that a constraint gets if it does not get the one it proposes. */
    static String withHash(String table, String name, String identity, int limit) {
        return GeneratedName.withHash(name, name + '|' + table + '|' + identity, limit);
    }
}
