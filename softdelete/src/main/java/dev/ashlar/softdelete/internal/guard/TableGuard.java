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
package dev.ashlar.softdelete.internal.guard;

import dev.ashlar.core.ground.Ground;
import dev.ashlar.softdelete.PhysicalDeleteException;
import dev.ashlar.softdelete.internal.mapping.SoftDeletablePersister;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/** Refuses SQL that deletes from the table of a soft-deletable entity, by whatever way it came to Hibernate. */
public final class TableGuard implements StatementInspector {

    private static final long serialVersionUID = 1L;

    /** Comments and literals, in which a word means nothing. */
    private static final Pattern SILENT =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']++|'')*+'|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);

    private static final String NAME = "(?:[\\p{L}\\w$]+|\"(?:[^\"]|\"\")+\"|`[^`]+`)";

    private static final String QUALIFIED = "(" + NAME + "(?:\\s*\\.\\s*" + NAME + ")*)";

    /** What removes rows: the table follows; MariaDB names it between {@code delete} and {@code from} too. */
    private static final Pattern REMOVING = Pattern.compile(
            "\\b(?:delete(?:\\s+(?:low_priority|quick|ignore))*\\s+(?:from\\s+)?(?:only\\s+)?|truncate\\s+(?:table\\s+)?(?:only\\s+)?"
                    + "|replace\\s+(?:into\\s+)?)" + QUALIFIED,
            Pattern.CASE_INSENSITIVE);

    /** A merge removes rows by a clause far behind the table. */
    private static final Pattern MERGING = Pattern.compile(
            "\\bmerge\\s+into\\s+(?:only\\s+)?" + QUALIFIED + ".*\\bthen\\s+delete\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final transient SessionFactoryImplementor factory;
    private transient volatile @Nullable Set<String> tables;

    private TableGuard(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** Guards the tables of a factory's soft-deletable entities, which it may not know yet. */
    public static void install(SessionFactoryImplementor factory) {
        Ground.of(factory).inspectors().add(new TableGuard(factory));
    }

    @Override
    public @Nullable String inspect(String sql) {
        if (mayRemove(sql) && !PurgePermit.isGiven()) {
            for (String table : removedFrom(sql)) {
                if (tables().contains(table)) {
                    throw new PhysicalDeleteException(table, sql);
                }
            }
        }
        return null;
    }

    /** The tables that a statement removes rows from, without schema and quotes, in lower case. */
    public static Set<String> removedFrom(String sql) {
        String spoken = spoken(sql);
        Set<String> tables = new LinkedHashSet<>();
        for (Pattern pattern : List.of(REMOVING, MERGING)) {
            Matcher found = pattern.matcher(spoken);
            while (found.find()) {
                tables.add(bare(found.group(1)));
            }
        }
        return tables;
    }

    /** A statement without its comments and literals. */
    public static String spoken(String sql) {
        return SILENT.matcher(sql).replaceAll(" ");
    }

    private Set<String> tables() {
        Set<String> known = tables;
        if (known == null) {
            Set<String> found = new TreeSet<>();
            factory.getMappingMetamodel().forEachEntityDescriptor(entity -> {
                if (entity instanceof SoftDeletablePersister) {
                    entity.forEachMutableTable(table -> {
                        // Hibernate itself deletes from an optional table, when nothing is left to store in it.
                        if (!table.isOptional()) {
                            found.add(bare(table.getTableName()));
                        }
                    });
                }
            });
            known = Set.copyOf(found);
            tables = known;
        }
        return known;
    }

    /** Nearly all statements are told apart by their first letters, before anything is matched. */
    private static boolean mayRemove(String sql) {
        return !sql.regionMatches(true, 0, "select ", 0, 7)
                && !sql.regionMatches(true, 0, "insert ", 0, 7)
                && !sql.regionMatches(true, 0, "update ", 0, 7);
    }

    /** The last part of a name, without its quotes; a name that differs in case alone counts as the same. */
    private static String bare(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1).strip();
        return last.replace("\"", "").replace("`", "").toLowerCase(Locale.ROOT);
    }
}
