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
package dev.ashlar.docs.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import org.junit.jupiter.api.Test;

/** The snippets of the page on who-and-when columns. */
@PersistenceTest(entities = {Story.class, Writer.class, Reply.class, Board.class})
class ColumnsGuideTest {

    private final Transactions transactions;

    ColumnsGuideTest(Transactions transactions) {
        this.transactions = transactions;
    }

    @Test
    void refersToWhoWroteARow() {
        Long alice = transactions.call(em -> {
            Writer writer = new Writer("alice");
            em.persist(writer);
            return writer.getId();
        });
        Story story = new Story("Once");
        // snippet: audit-columns-actor
        ChangeContext.of(Actor.user("alice", alice)).run(() -> transactions.run(em -> em.persist(story)));
        // end
        transactions.run(em -> {
            Story stored = em.find(Story.class, story.getId());
            assertThat(stored.createdBy().name()).isEqualTo("alice");
            assertThat(stored.updatedBy()).isSameAs(stored.createdBy());
            assertThat(stored.title()).isEqualTo("Once");
        });
    }

    @Test
    void readsTheColumnsThroughTheTrait() {
        Reply reply = new Reply(1L);
        ChangeContext.of(Actor.user("alice")).run(() -> transactions.run(em -> em.persist(reply)));
        assertThat(reply.createdBy()).contains("alice");
        assertThat(reply.updatedAt()).isEqualTo(reply.createdAt());
    }

    @Test
    void touchesTheOwnerOfACollection() {
        transactions.run(em -> em.persist(new Board(1L)));
        ChangeContext.of(Actor.user("bob"))
                .run(() ->
                        transactions.run(em -> em.find(Board.class, 1L).views().add("v")));
        assertThat(transactions.call(em -> em.find(Board.class, 1L)).updatedBy())
                .isNull();
        ChangeContext.of(Actor.user("bob"))
                .run(() ->
                        transactions.run(em -> em.find(Board.class, 1L).words().add("w")));
        assertThat(transactions.call(em -> em.find(Board.class, 1L)).updatedBy())
                .isEqualTo("bob");
    }
}
