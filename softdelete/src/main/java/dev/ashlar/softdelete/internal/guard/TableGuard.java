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

    /** Comments and literals, in which a word means nothing; and quoted names, in which a quote means nothing. */
    private static final Pattern SILENT = Pattern.compile(
            "\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/|'(?:[^']++|'')*+'|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);

    /** A comment on MariaDB, an operator elsewhere. */
    private static final Pattern HASH = Pattern.compile("#[^\\n]*");

    private static final String NAME = "(?:[\\p{L}\\w$]+|\"(?:[^\"]|\"\")+\"|`[^`]+`|\\[[^\\]]+\\])";
    private static final String QUALIFIED = NAME + "(?:\\s*\\.\\s*(?:" + NAME + "|\\*))*";
    private static final String ONLY = "(?:only\\b\\s*\\(?\\s*)?";

    /** What removes rows: names of tables follow, or of aliases, before or after {@code from}. */
    private static final Pattern REMOVING = Pattern.compile(
            "\\b(?:delete\\b(?:\\s+(?:low_priority|quick|ignore)\\b|\\s+top\\s*\\([^)]*\\))*\\s*(?:from\\b)?\\s*"
                    + "|truncate\\b\\s*(?:table\\b)?\\s*|replace\\s+(?:into\\b)?\\s*)"
                    + "(" + ONLY + QUALIFIED + "(?:\\s*,\\s*" + ONLY + QUALIFIED + ")*)",
            Pattern.CASE_INSENSITIVE);

    /** A merge removes rows by a clause far behind the table. */
    private static final Pattern MERGING = Pattern.compile(
            "\\bmerge\\b\\s*(?:into\\b)?\\s*(" + ONLY + QUALIFIED + ").*\\bthen\\s+delete\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern ONLY_BEFORE = Pattern.compile("^" + ONLY, Pattern.CASE_INSENSITIVE);
    private static final Pattern ALIASED =
            Pattern.compile("(" + QUALIFIED + ")\\s+(?:as\\s+)?(" + NAME + ")", Pattern.CASE_INSENSITIVE);
    private static final Pattern WITH = Pattern.compile("\\bwith\\b", Pattern.CASE_INSENSITIVE);

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

    /** The names that a statement removes rows from, those of aliases too, without schema and quotes, in lower case. */
    public static Set<String> removedFrom(String sql) {
        Set<String> names = new LinkedHashSet<>();
        collect(spoken(sql), names);
        if (sql.indexOf('#') >= 0) {
            collect(spoken(HASH.matcher(sql).replaceAll(" ")), names);
        }
        return names;
    }

    private static void collect(String spoken, Set<String> names) {
        for (Pattern pattern : List.of(REMOVING, MERGING)) {
            Matcher found = pattern.matcher(spoken);
            while (found.find()) {
                for (String target : found.group(1).split(",", -1)) {
                    String name = bare(ONLY_BEFORE.matcher(target.strip()).replaceFirst(""));
                    names.add(name);
                    collectAliased(name, spoken, names);
                }
            }
        }
    }

    /** What a name is an alias of. */
    private static void collectAliased(String alias, String spoken, Set<String> names) {
        Matcher found = ALIASED.matcher(spoken);
        int from = 0;
        while (found.find(from)) {
            if (bare(found.group(2)).equals(alias)) {
                names.add(bare(found.group(1)));
            }
            from = found.start(2);
        }
    }

    /** A statement without its comments and literals. */
    public static String spoken(String sql) {
        boolean isBlock = sql.stripLeading().regionMatches(true, 0, "do", 0, 2); // what stands between dollars is run
        return SILENT.matcher(sql).replaceAll(found -> {
            String silent = found.group();
            return silent.startsWith("\"") || (isBlock && silent.startsWith("$"))
                    ? Matcher.quoteReplacement(silent)
                    : " ";
        });
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
        boolean alone = sql.indexOf(';') < 0;
        return !(alone && (sql.regionMatches(true, 0, "select ", 0, 7) || sql.regionMatches(true, 0, "update ", 0, 7)))
                && !(alone
                        && sql.regionMatches(true, 0, "insert ", 0, 7)
                        && !WITH.matcher(sql).find());
    }

    /** The last part of a name, without its quotes; a name that differs in case alone counts as the same. */
    private static String bare(String name) {
        String whole = name.strip().replaceAll("\\s*\\.\\s*\\*$", "");
        String last = whole.substring(whole.lastIndexOf('.') + 1).strip();
        return last.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
    }
}
