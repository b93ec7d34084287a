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
package dev.ashlar.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.SoftDelete;
import org.junit.jupiter.api.Test;

/** What Hibernate's own {@code @SoftDelete} does where ours keeps the reference; when this goes red, Hibernate was mended. */
@PersistenceTest(entities = {HibernatesOwnTest.Page.class, HibernatesOwnTest.Mark.class})
class HibernatesOwnTest {

    private final SessionFactory factory;

    HibernatesOwnTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @Test
    void writesNullOverTheKeyOfWhatWasDeleted() {
        factory.inTransaction(session -> {
            Page page = new Page();
            page.id = 1L;
            Mark mark = new Mark();
            mark.id = 1L;
            mark.page = page;
            session.persist(page);
            session.persist(mark);
        });
        factory.inTransaction(session -> session.remove(session.find(Page.class, 1L)));

        factory.inTransaction(session -> session.find(Mark.class, 1L).note = "changed");

        factory.inTransaction(
                session -> assertThat(session.createNativeQuery("select page_id from Mark where id = 1", Long.class)
                                .getSingleResult())
                        .isNull());
    }

    @Entity(name = "Page")
    @SoftDelete
    static class Page {

        @Id
        Long id;
    }

    @Entity(name = "Mark")
    static class Mark {

        @Id
        Long id;

        String note;

        @ManyToOne
        Page page;
    }
}
