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
package dev.ashlar.audit.crash;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** Writes one transaction after the other, and says each time that it has flushed and will commit only after a moment. */
final class WriterProcess {

    /** What it says with rows that are flushed and not committed. */
    static final String FLUSHED = "flushed";

    private static final long MOMENT_MILLIS = 40;

    private WriterProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Random random = new Random(Long.parseLong(arguments[3]));
        try (SessionFactory factory = factory(arguments[0], arguments[1], arguments[2], "none")) {
            while (true) {
                try (Session session = factory.openSession()) {
                    session.beginTransaction();
                    ChangeContext.of(Actor.job("writer")).run(() -> {
                        for (int i = 1 + random.nextInt(5); i > 0; i--) {
                            change(session, random);
                        }
                        session.flush();
                    });
                    System.out.println(FLUSHED);
                    Thread.sleep(MOMENT_MILLIS);
                    session.getTransaction().commit();
                }
            }
        }
    }

    static SessionFactory factory(String url, String user, String password, String schema) {
        return new HibernatePersistenceConfiguration("writer")
                .managedClasses(Entry.class)
                .property("jakarta.persistence.jdbc.url", url)
                .property("jakarta.persistence.jdbc.user", user)
                .property("jakarta.persistence.jdbc.password", password)
                .property("jakarta.persistence.schema-generation.database.action", schema)
                .property("hibernate.jdbc.batch_size", 10)
                .createEntityManagerFactory();
    }

    private static void change(Session session, Random random) {
        List<Entry> known = session.createSelectionQuery("from Entry order by id", Entry.class)
                .setMaxResults(50)
                .getResultList();
        if (known.size() < 5 || random.nextInt(3) == 0) {
            Entry entry = new Entry();
            entry.id = new UUID(random.nextLong(), random.nextLong());
            entry.words.add("w" + random.nextInt(5));
            session.persist(entry);
        } else if (random.nextInt(4) == 0) {
            session.remove(known.get(random.nextInt(known.size())));
        } else {
            Entry entry = known.get(random.nextInt(known.size()));
            entry.amount = random.nextInt(1_000);
            entry.words.add("w" + random.nextInt(5));
        }
    }
}
