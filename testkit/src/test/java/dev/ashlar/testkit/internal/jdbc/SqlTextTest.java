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
package dev.ashlar.testkit.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.SqlKind;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "SELECT   | select * from t",
                "SELECT   |   (select 1) union (select 2)",
                "SELECT   | values (1)",
                "SELECT   | SELECT 'insert into t' from t",
                "SELECT   | select \"insert\" from final",
                "SELECT   | select nextval from t",
                "SELECT   | select id, nextval('s') from t",
                "SELECT   | select max(id) from s where x = 'nextval(1)'",
                "SELECT   | with x as (select 1) select * from x",
                "SELECT   | with recursive x(n) as (values (1)) select n from x where 'update t' = ''",
                "SEQUENCE | select next value for books_seq",
                "SEQUENCE | SELECT NEXT VALUE FOR \"my seq\"",
                "SEQUENCE | select nextval('books_seq')",
                "SEQUENCE | select nextval(`books_seq`)",
                "SEQUENCE | select nextval('s') from generate_series(1, ?)",
                "SEQUENCE | select next value for s from system_range(1, 50)",
                "SEQUENCE | /* book */ select next value for public.books_seq",
                "SEQUENCE | values next value for s",
                "SEQUENCE | call next value for s",
                "SEQUENCE | select s.nextval from dual",
                "SEQUENCE | select tbl.nextval as v from dual",
                "INSERT   | insert into t values (1)",
                "INSERT   | /* insert for Book */insert into t values (1)",
                "INSERT   | -- a line ~insert into t values (1)",
                "INSERT   | insert into t values (1) on conflict do nothing",
                "INSERT   | insert into t values (1) on duplicate key update x = 1",
                "INSERT   | select id from final table (insert into t values (1))",
                "INSERT   | with x as (insert into t values (1) returning id) select * from x",
                "INSERT   | with x as (select 1) insert into t select * from x",
                "UPDATE   | update t set x = 1",
                "UPDATE   | select * from old table (update t set x = 1)",
                "UPDATE   | with comment as (select 1) update t set x = 1",
                "DELETE   | delete from t",
                "DELETE   | with x as (delete from t returning *) insert_log as (select 1) select * from x",
                "MERGE    | merge into t using s on (true) when matched then delete",
                "MERGE    | replace into t values (1)",
                "CALL     | call p(1)",
                "CALL     | {call p(?)}",
                "CALL     | { ? = call p(?) }",
                "DDL      | create table t (id int)",
                "DDL      | alter table t add x int",
                "DDL      | drop table t",
                "DDL      | truncate table t",
                "DDL      | comment on table t is 'select'",
                "OTHER    | set constraints all immediate",
                "OTHER    | explain select * from t",
                "OTHER    | ''"
            })
    void tellsWhatAStatementDoes(SqlKind kind, String text) {
        String sql = text.replace('~', '\n');
        assertThat(SqlText.kind(sql)).isEqualTo(kind);
        assertThat(SqlText.kind("  " + sql)).isEqualTo(kind);
        assertThat(SqlText.kind(sql.toUpperCase(Locale.ROOT))).isEqualTo(kind);
    }
}
