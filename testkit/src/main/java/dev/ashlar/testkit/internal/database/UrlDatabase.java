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
package dev.ashlar.testkit.internal.database;

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTestException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A database that is there already, behind a URL. */
public final class UrlDatabase {

    private static final Pattern SECRET = Pattern.compile("(?i)(password=)[^&;]*");
    private static final Pattern POSTGRES = Pattern.compile("(jdbc:postgresql:(?://[^/]+)?/?)([^?/]+)(\\?.*)?");

    private UrlDatabase() {}

    /**
     * Connects once, to find out which engine it is.
     *
     * @param patience how long the server has to answer
     * @throws PersistenceTestException if there is no driver for the URL, nobody answers in time, or access is refused
     */
    public static TestDatabase open(String url, String user, String password, Duration patience) {
        String product = product(url, user, password, patience);
        Matcher postgres = POSTGRES.matcher(url);
        if (product.equals("PostgreSQL") && postgres.matches()) {
            String rest = postgres.group(3) == null ? "" : postgres.group(3);
            AdminConnection admin = new AdminConnection(postgres.group(1) + "postgres" + rest, user, password);
            return new PostgresDatabases(admin, name -> postgres.group(1) + name + rest).existing(postgres.group(2));
        }
        return new TestDatabase(engine(product), product, url, user, password, null, () -> {});
    }

    private static @Nullable Engine engine(String product) {
        return switch (product) {
            case "H2" -> Engine.H2;
            case "PostgreSQL" -> Engine.POSTGRESQL;
            case "MariaDB" -> Engine.MARIADB;
            default -> null;
        };
    }

    /** On a thread of its own: a server that takes the connection and says nothing would hold this one for ever. */
    private static String product(String url, String user, String password, Duration patience) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread asking = new Thread(
                () -> {
                    try (Connection connection = DriverManager.getConnection(url, user, password)) {
                        answer.complete(connection.getMetaData().getDatabaseProductName());
                    } catch (SQLException | RuntimeException | Error e) {
                        answer.completeExceptionally(e);
                    }
                },
                "ashlar-first-connection");
        asking.setDaemon(true);
        asking.start();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asking.interrupt();
            throw unusable("does not answer within " + patience.toSeconds() + " s", url, user, e);
        } catch (ExecutionException e) {
            throw unusable("cannot be connected to", url, user, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable("was not waited for: interrupted", url, user, e);
        }
    }

    private static PersistenceTestException unusable(String what, String url, String user, @Nullable Throwable cause) {
        return new PersistenceTestException(
                "The database " + what + ": url=" + SECRET.matcher(url).replaceAll("$1***") + " user=[" + user
                        + "]. Start it and put its driver on the class path, or correct @PersistenceTest(url, user,"
                        + " password) or the properties ashlar.testkit.url, .user and .password.",
                cause == null ? new IllegalStateException(what) : cause);
    }
}
