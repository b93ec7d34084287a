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
import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditSeals;
import dev.ashlar.audit.AuditSettings;
import dev.ashlar.audit.internal.json.JsonReader;
import dev.ashlar.audit.internal.json.JsonText;
import dev.ashlar.audit.internal.seal.SealedRows;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestTime;
import dev.ashlar.core.harness.TestUnit;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** A log with seals, what writes it, what erases and purges it lawfully, and a connection of somebody who should not have one. */
final class SealedLog implements AutoCloseable {

    static final String LETTER = Letter.class.getName();

    final Database database;
    final SessionFactory factory;
    final TestTime time = new TestTime();
    final String json;

    SealedLog(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Letter.class)
                .with(AuditSettings.SEALS, true)
                .with(CoreSettings.TIME_SOURCE, time)
                .with("hibernate.connection.pool_size", 4)
                .open();
        json = JsonText.parameter(factory.unwrap(SessionFactoryImplementor.class)
                .getJdbcServices()
                .getDialect());
    }

    /** Empties all tables. */
    void clear() {
        for (String table : List.of("audit_seal_rows", "audit_seals", "audit_logs", "Letter_stamps", "Letter")) {
            database.execute("delete from " + table);
        }
    }

    static SecretKey key(String words) {
        byte[] bytes = new byte[32];
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, bytes, 0, text.length);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    AuditSeals seals() {
        return AuditSeals.of(factory).key("k1", key("one")).grace(Duration.ZERO).batchesOf(7);
    }

    /** Writes letters, each in a transaction of its own, an hour apart. */
    void write(Random random, long firstId, int count) {
        for (long id = firstId; id < firstId + count; id++) {
            long letter = id;
            time.tick();
            ChangeContext.of(Actor.user("user" + random.nextInt(5)))
                    .reason("because " + random.nextInt())
                    .ipAddress("192.0.2." + random.nextInt(200))
                    .run(() -> factory.inTransaction(session -> {
                        Letter written = new Letter(letter, "title \"" + letter + "\" \u00e9 \uD83D\uDE00");
                        fill(written, random);
                        session.persist(written);
                    }));
            if (random.nextBoolean()) {
                time.tick();
                factory.inTransaction(session -> {
                    Letter changed = session.find(Letter.class, letter);
                    changed.title = "changed " + letter;
                    fill(changed, random);
                });
            }
        }
    }

    private static void fill(Letter letter, Random random) {
        // What PostgreSQL writes in other ways than Java does.
        double[] weights = {1E15, 1E-7, 0.1, -0.0, 12.50, 1E300, Double.MIN_VALUE, random.nextDouble()};
        letter.weight = weights[random.nextInt(weights.length)];
        letter.sent = random.nextBoolean();
        letter.secret = "secret " + random.nextInt();
        letter.stamps.put("zz", random.nextInt());
        letter.stamps.put("a", random.nextInt());
    }

    /** Does to a letter's history what an erasure does. */
    int erase(long letter) {
        time.tick();
        return factory.fromStatelessTransaction(session -> erase(session, letter));
    }

    /** The same in a transaction that goes on. */
    int erase(StatelessSession session, long letter) {
        List<UUID> ids = session.createSelectionQuery(
                        "select l.id from AuditLog l where l.entityName = :entity and l.recordId = :id", UUID.class)
                .setParameter("entity", LETTER)
                .setParameter("id", Long.toString(letter))
                .getResultList();
        blank(session, ids);
        insert(
                session,
                AuditAction.ERASE,
                Long.toString(letter),
                null,
                scope(session),
                Ground.of(unwrap(session)).now());
        SealedRows.erased(unwrap(session), ids);
        return ids.size();
    }

    /** Blanks values as an erasure does, and tells nobody. */
    void blank(StatelessSession session, List<UUID> ids) {
        session.doWork(connection -> ids.forEach(id -> blank(connection, id)));
    }

    void blank(Connection connection, UUID id) {
        for (String column : List.of("old_values", "new_values")) {
            String text = (String) value(connection, "select " + column + " from audit_logs where id = ?", id);
            if (text != null) {
                String blanked = JsonReader.object(text).keySet().stream()
                        .map(name -> "\"" + name + "\": {\"$\": \"erased\"}")
                        .collect(Collectors.joining(",", "{", "}"));
                sql(connection, "update audit_logs set " + column + " = " + json + " where id = ?", blanked, id);
            }
        }
    }

    /** Does what a purge does; returns how many went. */
    int purge(Instant before) {
        return purge(before, new UUID(0, 0));
    }

    /** Does what a purge does that has to keep a row. */
    int purge(Instant before, UUID held) {
        time.tick();
        return factory.fromStatelessTransaction(session -> {
            List<UUID> ids = session.createSelectionQuery(
                            "select l.id from AuditLog l where l.entityName = :entity and l.createdAt < :before"
                                    + " and l.action <> PURGE and l.id <> :held",
                            UUID.class)
                    .setParameter("held", held)
                    .setParameter("entity", LETTER)
                    .setParameter("before", before)
                    .getResultList();
            session.doWork(connection -> ids.forEach(id -> sql(connection, "delete from audit_logs where id = ?", id)));
            UUID transaction = scope(session);
            insert(
                    session,
                    AuditAction.PURGE,
                    null,
                    told(before, ids.size()),
                    transaction,
                    Ground.of(unwrap(session)).now());
            SealedRows.purged(unwrap(session), ids, transaction, 1);
            return ids.size();
        });
    }

    /** Does what dropping the months between does. */
    int drop(Instant from, Instant to) {
        time.tick();
        return factory.fromStatelessTransaction(session -> {
            long count = session.createSelectionQuery(
                            "select count(*) from AuditLog l where l.createdAt >= :from and l.createdAt < :to",
                            Long.class)
                    .setParameter("from", from)
                    .setParameter("to", to)
                    .getSingleResult();
            UUID transaction = scope(session);
            insert(
                    session,
                    AuditAction.PURGE,
                    null,
                    told(to, count),
                    transaction,
                    Ground.of(unwrap(session)).now());
            SealedRows.dropping(unwrap(session), from, to, transaction);
            session.createMutationQuery("delete from AuditLog l where l.createdAt >= :from and l.createdAt < :to")
                    .setParameter("from", from)
                    .setParameter("to", to)
                    .executeUpdate();
            return (int) count;
        });
    }

    static String told(Instant before, long rows) {
        return "{\"createdBefore\": \"" + before + "\", \"rows\": " + rows + "}";
    }

    static SharedSessionContractImplementor unwrap(StatelessSession session) {
        return (SharedSessionContractImplementor) session;
    }

    private static UUID scope(StatelessSession session) {
        return Ground.of(unwrap(session)).scope(unwrap(session)).id();
    }

    private void insert(
            StatelessSession session, AuditAction action, String record, String values, UUID transaction, Instant now) {
        session.doWork(connection -> insert(
                connection,
                UuidVersion7Strategy.INSTANCE.generateUuid(unwrap(session)),
                action,
                record,
                values,
                transaction,
                now));
    }

    /** A row of the log by SQL. */
    void insert(
            Connection connection,
            UUID id,
            AuditAction action,
            String record,
            String values,
            UUID transaction,
            Instant now) {
        sql(
                connection,
                "insert into audit_logs (id, transaction_id, transaction_sequence, table_name, entity_name, record_id,"
                        + " action, new_values, source, schema_version, created_at) values (?, ?, 1, 'Letter', '"
                        + LETTER
                        + "', ?, ?, " + json + ", 'TASK', " + AuditLog.SCHEMA_VERSION + ", ?)",
                id,
                transaction,
                record,
                action.name(),
                values,
                now);
    }

    /** What somebody with the database's password does. */
    int sql(String sql, Object... values) {
        try (Connection connection = database.connect()) {
            return sql(connection, sql, values);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static int sql(Connection connection, String sql, Object... values) {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant instant) {
                statement.setTimestamp(i + 1, Timestamp.from(instant));
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }

    /** The first column of the first row: bytes, a UUID, a number or a time as they are, JSON and the rest as text. */
    static Object value(Connection connection, String sql, Object... values) {
        try (PreparedStatement statement = prepare(connection, sql, values);
                var rows = statement.executeQuery()) {
            if (!rows.next()) {
                return null;
            }
            Object value = rows.getObject(1);
            boolean json = rows.getMetaData()
                    .getColumnTypeName(1)
                    .toLowerCase(Locale.ROOT)
                    .startsWith("json");
            return json || value instanceof Clob ? rows.getString(1) : value;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    Object value(String sql, Object... values) {
        try (Connection connection = database.connect()) {
            return value(connection, sql, values);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    List<UUID> ids(String where) {
        return database.rows("select id from audit_logs l where " + where + " order by id").stream()
                .map(UUID::fromString)
                .toList();
    }

    /** Rows that are sealed, and neither erased nor purged. */
    List<UUID> sealed() {
        return ids("exists (select 1 from audit_seal_rows s where s.log_id = l.id and s.salt is not null)");
    }

    @Override
    public void close() {
        factory.close();
        database.close();
    }
}
