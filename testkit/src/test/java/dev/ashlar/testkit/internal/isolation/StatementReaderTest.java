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
package dev.ashlar.testkit.internal.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.Engine;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementReaderTest {

    private static StatementEffects read(@Nullable Engine engine, String sql) {
        return new StatementReader(engine).read(sql);
    }

    private static String tables(StatementEffects effects) {
        return effects.tables().stream()
                .map(name -> (name.schema() == null ? "" : name.schema() + ".") + name.table())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            insert into a values (1)                                                  | a
            INSERT INTO "S"."A b" (x) select y from c                                 | s.a b
            select id from final table (insert into a (x) values ('update b'))        | a
            update a set x = 1 where y in (select z from b)                           | a
            update only s.a as q set x = b.y from b                                   | s.a
            delete from a where x = 1                                                 | a
            delete from a using b where a.x = b.x                                     | a
            merge into a using b on (a.x = b.x) when matched then update set x = 1 when not matched then insert (x) values (1) | a
            merge into a key (x) values (1)                                           | a
            insert into a values (1) on conflict (x) do update set y = 1              | a
            with q as (delete from a returning *), r as (insert into b select * from q returning x) update c set x = 1 | a b c
            truncate table a, only s.b cascade                                        | a s.b
            insert into a values (1); update b set x = 1; /* delete from c */ select 1 -- insert into d | a b
            select * from a for update of a                                           | -
            select replace(x, 'a', 'b'), truncate(y, 1) from a                        | -
            select 'insert into a values (''x'')'                                     | -
            select 1 where x = $q$ insert into a $q$                                  | -
            copy s.a (x) from '/x'                                                    | s.a
            """)
    void findsTheTablesThatAreWrittenTo(String sql, @Nullable String tables) {
        assertThat(tables(read(Engine.POSTGRESQL, sql))).isEqualTo(tables == null ? "" : tables);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            insert ignore a values (1)                                                | a
            replace into `s`.`a` values (1)                                           | s.a
            insert into a values (1) on duplicate key update x = 2                    | a
            update a join b on a.x = b.x set a.y = 1                                  | a
            update a p, b as q set q.y = 1, p.z = concat(q.x, ',') where p.x = 1      | a b
            update a inner join b on a.x = b.x set y = 1                              | a b
            delete a, q from a join b q on a.x = q.x                                  | a b
            delete q from a as q where q.x = 1                                        | a
            delete from a, q using a join b as q where a.x = q.x                      | a b
            insert into a values ('it\\'s; delete from b')                            | a
            load data infile 'x' into table a                                         | a
            """)
    void findsThoseOfMariadb(String sql, @Nullable String tables) {
        assertThat(tables(read(Engine.MARIADB, sql))).isEqualTo(tables == null ? "" : tables);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"call p()", "{? = call p()}", "execute x", "do $$ begin end $$", "exec p", "handler a open"})
    void doesNotKnowWhatACallWrites(String sql) {
        assertThat(read(Engine.POSTGRESQL, sql).unclear()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "(select 1) union (select 2)", "show x", "explain select 1", "values (1)"})
    void knowsWhatWritesNothing(String sql) {
        StatementEffects effects = read(null, sql);
        assertThat(effects.writes()).isFalse();
        assertThat(effects.ends()).isNull();
    }

    @Test
    void tellsWhatEndsATransaction() {
        assertThat(List.of("create table a (x int)", "set referential_integrity false", "truncate table a", "commit"))
                .allSatisfy(sql -> assertThat(read(Engine.H2, sql).ends()).isNotNull());
        assertThat(List.of(
                        "create local temporary table a (x int) transactional",
                        "set lock_timeout 1",
                        "set @x = 1",
                        "set schema x"))
                .allSatisfy(sql -> assertThat(read(Engine.H2, sql).ends()).isNull());
        assertThat(List.of(
                        "create or replace table a (x int)",
                        "lock tables a write",
                        "set autocommit = 1",
                        "xa start 'a'"))
                .allSatisfy(sql -> assertThat(read(Engine.MARIADB, sql).ends()).isNotNull());
        assertThat(List.of(
                        "create or replace temporary table a (x int)",
                        "drop temporary table if exists a",
                        "set foreign_key_checks = 0"))
                .allSatisfy(sql -> assertThat(read(Engine.MARIADB, sql).ends()).isNull());
        assertThat(List.of("create table a (x int)", "truncate a"))
                .allSatisfy(
                        sql -> assertThat(read(Engine.POSTGRESQL, sql).ends()).isNull());
    }
}
