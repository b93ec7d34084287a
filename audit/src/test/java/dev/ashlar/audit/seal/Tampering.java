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
package dev.ashlar.audit.seal;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditSeals;
import dev.ashlar.audit.SealFinding.Kind;
import dev.ashlar.audit.internal.json.CanonicalJson;
import dev.ashlar.audit.internal.json.JsonReader;
import dev.ashlar.audit.internal.json.JsonWriter;
import dev.ashlar.core.harness.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** What somebody without a key does to a log by SQL; each answers what must be found. */
enum Tampering {
    CHANGE_A_COLUMN {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = any(log.sealed(), random);
            String[] change = any(
                    List.of(
                            new String[] {"actor", "'mallory'", "actor"},
                            new String[] {"actor_kind", "'SYSTEM'", "actorKind"},
                            new String[] {"reason", "'x'", "reason"},
                            new String[] {"reason", "''", "reason"},
                            new String[] {"ip_address", "'198.51.100.1'", "ipAddress"},
                            new String[] {"user_agent", "'x'", "userAgent"},
                            new String[] {"request_id", "'x'", "requestId"},
                            new String[] {"tenant", "'x'", "tenant"},
                            new String[] {"record_id", "'4711'", "recordId"},
                            new String[] {"table_name", "'x'", "tableName"},
                            new String[] {"entity_name", "'x'", "entityName"},
                            new String[] {"action", "'REVERT'", "action"},
                            new String[] {"source", "'STATEMENT'", "source"},
                            new String[] {"schema_version", "7", "schemaVersion"},
                            new String[] {"transaction_sequence", "7", "sequence"},
                            new String[] {"transaction_id", "id", "transactionId"},
                            new String[] {"reverted_id", "id", "revertedId"},
                            new String[] {"created_at", "created_at + interval '1' second", "createdAt"},
                            new String[] {"changed_fields", log.json.replace("?", "'[\"x\"]'"), "changedFields"}),
                    random);
            log.sql("update audit_logs set " + change[0] + " = " + change[1] + " where id = ?", row);
            return new Traces(Kind.CHANGED, row, change[2]);
        }
    },
    CHANGE_A_VALUE {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = any(withNewValues(log), random);
            Map<String, Object> values = new TreeMap<>(JsonReader.object(text(log, row)));
            String name = any(List.copyOf(values.keySet()), random);
            values.put(name, any(List.of("mallory", 12.5000001, Map.of("$", "nothing"), List.of(1)), random));
            String json;
            try (JsonWriter writer = new JsonWriter(Integer.MAX_VALUE)) {
                writer.any(values);
                json = writer.finish();
            }
            set(log, row, json);
            return new Traces(Kind.CHANGED, row, "newValues." + name);
        }
    },
    ADD_A_VALUE {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = any(withNewValues(log), random);
            set(log, row, text(log, row).replaceFirst("\\{", "{\"added\": 1,"));
            return new Traces(Kind.CHANGED, row, "newValues");
        }
    },
    REMOVE_ALL_VALUES {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = any(withNewValues(log), random);
            set(log, row, random.nextBoolean() ? null : "{}");
            return new Traces(Kind.CHANGED, row, "newValues");
        }
    },
    SWAP_VALUES {
        @Override
        Traces on(SealedLog log, Random random) {
            List<UUID> rows = new ArrayList<>(withNewValues(log));
            UUID one = any(rows, random);
            String text = text(log, one);
            rows.removeIf(row -> CanonicalJson.of(text(log, row)).equals(CanonicalJson.of(text)));
            UUID other = any(rows, random);
            set(log, one, text(log, other));
            set(log, other, text);
            return new Traces(Kind.CHANGED, one, null);
        }
    },
    SPOIL_A_ROW_SO_THAT_ITS_ENTITY_CANNOT_BE_READ {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = any(log.sealed(), random);
            if (log.database.engine() == Engine.H2) {
                log.database.execute("alter table audit_logs alter column action set data type varchar(20)");
            } else {
                log.database
                        .rows("select constraint_name from information_schema.check_constraints"
                                + " where check_clause like '%BULK_DELETE%'")
                        .forEach(name ->
                                log.database.execute("alter table audit_logs drop constraint \"" + name + "\""));
            }
            log.sql("update audit_logs set action = 'NONSENSE' where id = ?", row);
            return new Traces(Kind.CHANGED, row, "action");
        }
    },
    DELETE_A_ROW {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = any(log.sealed(), random);
            log.sql("delete from audit_logs where id = ?", row);
            return new Traces(Kind.REMOVED, row, null);
        }
    },
    DELETE_THE_NEWEST_ROWS {
        @Override
        Traces on(SealedLog log, Random random) {
            List<UUID> rows = log.sealed();
            List<UUID> newest = rows.subList(rows.size() - 1 - random.nextInt(Math.min(5, rows.size())), rows.size());
            newest.forEach(row -> log.sql("delete from audit_logs where id = ?", row));
            return new Traces(Kind.REMOVED, newest.get(0), null);
        }
    },
    INSERT_A_ROW {
        @Override
        Traces on(SealedLog log, Random random) {
            List<UUID> rows = log.sealed();
            UUID near = rows.get(random.nextInt(rows.size() - 1));
            boolean backdated = random.nextBoolean();
            UUID id = backdated
                    ? new UUID(System.currentTimeMillis() << 16 | 0x7FFF, random.nextLong())
                    : new UUID(near.getMostSignificantBits(), near.getLeastSignificantBits() + 1);
            Instant now = backdated ? Instant.parse("2026-03-29T02:00:00Z") : log.time.stamp();
            insert(log, id, now);
            return new Traces(Kind.INSERTED, id, null);
        }
    },
    INSERT_A_ROW_FROM_THE_FUTURE {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID id = new UUID(System.currentTimeMillis() + 10_000_000 << 16, random.nextLong());
            insert(log, id, log.time.tick());
            return new Traces(Kind.INSERTED, id, null);
        }
    },
    CHANGE_A_SEAL {
        @Override
        Traces on(SealedLog log, Random random) {
            String change = any(
                    List.of(
                            "row_count = row_count + 1",
                            "last_log_id = (select log_id from audit_seal_rows where place = 1 and seal_id = 1), row_count = 3",
                            "sealed_until = sealed_until - interval '1' second",
                            "late_rows = not late_rows",
                            "created_at = created_at + interval '1' second",
                            "rows_digest = signature",
                            "signature = rows_digest",
                            "previous_signature = signature"),
                    random);
            log.sql("update audit_seals set " + change + " where id = ?", seal(log, random));
            return new Traces(Kind.SEAL_CHANGED, null, null);
        }
    },
    CHANGE_WHAT_A_SEAL_KEEPS_OF_A_ROW {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = any(log.sealed(), random);
            String change = any(
                    List.of(
                            "content = subject",
                            "subject = salt",
                            "logged_at = logged_at - interval '1' second",
                            "place = place + 1000",
                            "purged_rows = 5"),
                    random);
            log.sql("update audit_seal_rows set " + change + " where log_id = ?", row);
            return new Traces(Kind.SEAL_CHANGED, null, null);
        }
    },
    TAKE_A_SALT_AWAY {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = any(withNewValues(log), random);
            log.sql(
                    "update audit_seal_rows set " + (random.nextBoolean() ? "salt = null" : "salt = subject")
                            + " where log_id = ?",
                    row);
            return new Traces(Kind.CHANGED, row, null);
        }
    },
    DELETE_WHAT_A_SEAL_KEEPS_OF_A_ROW {
        @Override
        Traces on(SealedLog log, Random random) {
            log.sql("delete from audit_seal_rows where log_id = ?", any(log.sealed(), random));
            return new Traces(Kind.SEAL_CHANGED, null, null);
        }
    },
    DELETE_A_SEAL {
        @Override
        Traces on(SealedLog log, Random random) {
            long last = (Long) log.value("select max(id) from audit_seals");
            delete(log, 1 + random.nextInt((int) last - 1));
            return new Traces(Kind.SEAL_MISSING, null, null);
        }
    },
    DELETE_THE_LAST_SEALS {
        @Override
        Traces on(SealedLog log, Random random) {
            long last = (Long) log.value("select max(id) from audit_seals");
            for (long seal = last; seal > last - 1 - random.nextInt(2); seal--) {
                if (random.nextBoolean()) {
                    log.sql(
                            "delete from audit_logs where id in (select log_id from audit_seal_rows where seal_id = ?)",
                            seal);
                }
                delete(log, seal);
            }
            return new Traces(Kind.TRUNCATED, null, null);
        }
    },
    SEAL_AGAIN_WITHOUT_THE_LAST_ROWS {
        @Override
        Traces on(SealedLog log, Random random) {
            long last = (Long) log.value("select max(id) from audit_seals");
            log.sql("delete from audit_logs where id in (select log_id from audit_seal_rows where seal_id = ?)", last);
            delete(log, last);
            log.write(random, 900, 2);
            log.seals().seal(); // the job comes by, and nobody looked before
            return new Traces(Kind.SEAL_CHANGED, null, null);
        }
    },
    SIGN_WITH_ANOTHER_KEY {
        @Override
        Traces on(SealedLog log, Random random) {
            log.sql("update audit_logs set actor = 'mallory' where id = ?", any(log.sealed(), random));
            log.sql("delete from audit_seal_rows");
            log.sql("delete from audit_seals");
            boolean known = random.nextBoolean();
            AuditSeals.of(log.factory)
                    .key(known ? "k1" : "forged", SealedLog.key("mallory"))
                    .grace(Duration.ZERO)
                    .batchesOf(7)
                    .seal();
            return new Traces(known ? Kind.SEAL_CHANGED : Kind.KEY_UNKNOWN, null, null);
        }
    },
    BLANK_VALUES {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = any(withNewValues(log), random);
            blank(log, row);
            return new Traces(Kind.ERASED, row, null);
        }
    },
    BLANK_VALUES_AND_TAKE_THE_SALT {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = any(withNewValues(log), random);
            blank(log, row);
            log.sql(
                    "update audit_seal_rows set salt = null, erased_by = ? where log_id = ?",
                    random.nextBoolean() ? null : UUID.randomUUID(),
                    row);
            return new Traces(Kind.ERASED, row, null);
        }
    },
    BLANK_VALUES_IN_THE_NAME_OF_AN_ERASURE_BEFORE_THEM {
        @Override
        Traces on(SealedLog log, Random random) {
            log.write(random, 800, 1);
            log.erase(800);
            UUID erasure = (UUID)
                    log.value("select transaction_id from audit_logs where action = 'ERASE' and record_id = '800'");
            log.seals().seal();
            log.factory.inTransaction(session -> session.find(Letter.class, 800L).title = "again");
            log.seals().seal();
            UUID row = log.ids("record_id = '800' and action = 'UPDATE'").stream()
                    .reduce((first, second) -> second)
                    .orElseThrow();
            blank(log, row);
            log.sql("update audit_seal_rows set salt = null, erased_by = ? where log_id = ?", erasure, row);
            return new Traces(Kind.ERASED, row, null);
        }
    },
    WRITE_AN_ERASED_VALUE_ANEW {
        @Override
        Traces on(SealedLog log, Random random) {
            log.erase(200);
            UUID row = log.ids("action = 'INSERT' and record_id = '200'").get(0);
            set(log, row, text(log, row).replaceFirst("\\{\"\\$\": ?\"erased\"\\}", "\"something else\""));
            return new Traces(Kind.CHANGED, row, null);
        }
    },
    DELETE_ROWS_AS_IF_PURGED {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = any(withNewValues(log), random);
            log.sql("delete from audit_logs where id = ?", row);
            // The best that can be pretended: a purge that there was.
            UUID purge = random.nextBoolean() ? UUID.randomUUID() : any(log.ids("action = 'PURGE'"), random);
            log.sql(
                    "update audit_seal_rows set salt = null, commitments = null, purged_by = ? where log_id = ?",
                    purge,
                    row);
            return new Traces(Kind.REMOVED, null, null);
        }
    },
    DELETE_A_ROW_THAT_A_PURGE_HELD {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID held = any(withNewValues(log), random);
            log.write(
                    random, 700,
                    3); // it takes rows that no seal has, too: what it tells of is more than the seals know
            log.purge(log.time.tick(), held);
            UUID purge = log.ids("action = 'PURGE'").stream()
                    .reduce((first, second) -> second)
                    .orElseThrow();
            log.seals().seal();
            log.sql("delete from audit_logs where id = ?", held);
            log.sql(
                    "update audit_seal_rows set salt = null, commitments = null, purged_by = ? where log_id = ?",
                    purge,
                    held);
            return new Traces(Kind.REMOVED, purge, null);
        }
    },
    COUNT_MORE_ROWS_AS_PURGED {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID purge = any(log.ids("action = 'PURGE'"), random);
            set(log, purge, SealedLog.told(Instant.parse("2030-01-01T00:00:00Z"), 1_000));
            return new Traces(Kind.CHANGED, purge, null);
        }
    },
    BRING_A_PURGED_ROW_BACK {
        @Override
        Traces on(SealedLog log, Random random) {
            UUID row = UUID.fromString(
                    any(log.database.rows("select log_id from audit_seal_rows where purged_by is not null"), random));
            insert(log, row, log.time.stamp());
            return new Traces(Kind.INSERTED, row, null);
        }
    };

    /**
     * What must be found.
     *
     * @param row the row; null if it is not about one
     * @param part the part of it; null for any
     */
    record Traces(Kind kind, UUID row, String part) {}

    abstract Traces on(SealedLog log, Random random);

    static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static List<UUID> withNewValues(SealedLog log) {
        return log.ids("new_values is not null and action in ('INSERT', 'UPDATE') and exists"
                + " (select 1 from audit_seal_rows s where s.log_id = l.id and s.salt is not null)");
    }

    private static long seal(SealedLog log, Random random) {
        return 2 + random.nextInt((int) (long) (Long) log.value("select max(id) from audit_seals") - 1);
    }

    private static void delete(SealedLog log, long seal) {
        log.sql("delete from audit_seal_rows where seal_id = ?", seal);
        log.sql("delete from audit_seals where id = ?", seal);
    }

    private static String text(SealedLog log, UUID row) {
        return (String) log.value("select new_values from audit_logs where id = ?", row);
    }

    private static void set(SealedLog log, UUID row, String json) {
        log.sql("update audit_logs set new_values = " + log.json + " where id = ?", json, row);
    }

    private static void insert(SealedLog log, UUID id, Instant now) {
        try (Connection connection = log.database.connect()) {
            log.insert(connection, id, AuditAction.UPDATE, "1", "{\"title\": \"x\"}", UUID.randomUUID(), now);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void blank(SealedLog log, UUID row) {
        try (Connection connection = log.database.connect()) {
            log.blank(connection, row);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
