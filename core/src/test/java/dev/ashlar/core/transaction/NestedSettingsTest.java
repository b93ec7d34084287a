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
package dev.ashlar.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hibernate.CacheMode;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.FetchProfile;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the session of a block has from the one that it is nested in. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedSettingsTest {

    @Entity(name = "Ware")
    @FilterDef(name = "least", parameters = @ParamDef(name = "price", type = Integer.class))
    @FilterDef(name = "named", parameters = @ParamDef(name = "names", type = String.class))
    @FilterDef(name = "visible", autoEnabled = true)
    @Filter(name = "least", condition = "price >= :price")
    @Filter(name = "named", condition = "name in (:names)")
    @Filter(name = "visible", condition = "hidden = 0")
    @FetchProfile(
            name = "with labels",
            fetchOverrides =
                    @FetchProfile.FetchOverride(
                            entity = Ware.class,
                            association = "labels",
                            mode = FetchMode.JOIN,
                            fetch = FetchType.EAGER))
    static class Ware {
        @Id
        String name;

        int price;
        int hidden;

        @ElementCollection
        Set<String> labels = new HashSet<>();

        Ware() {}

        Ware(String name, int price, int hidden) {
            this.name = name;
            this.price = price;
            this.hidden = hidden;
        }
    }

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Ware.class).open();
        transactions = Transactions.of(factory);
        transactions.run(em -> {
            em.persist(new Ware("cheap", 1, 0));
            em.persist(new Ware("dear", 9, 0));
            em.persist(new Ware("secret", 9, 1));
        });
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    private static List<String> names(EntityManager em) {
        return em.createQuery("select name from Ware order by name", String.class)
                .getResultList();
    }

    private static List<String> names(StatelessSession session) {
        return session.createQuery("select name from Ware order by name", String.class)
                .getResultList();
    }

    /** At both depths, since the second is opened like the first. */
    private static List<String> namesInBlocks(EntityManager em) {
        return transactions.nested(em).call(one -> {
            List<String> names = names(one);
            assertThat(transactions.nested(one).<List<String>, RuntimeException>call(NestedSettingsTest::names))
                    .isEqualTo(names);
            return names;
        });
    }

    @Test
    void filtersHoldWithTheirParameters() {
        transactions.run(em -> {
            Session session = em.unwrap(Session.class);
            session.enableFilter("least").setParameter("price", 5);
            assertThat(namesInBlocks(em)).containsExactly("dear");
            session.getEnabledFilter("least").setParameter("price", 1);
            assertThat(namesInBlocks(em)).containsExactly("cheap", "dear");
            session.disableFilter("least");
            session.enableFilter("named").setParameterList("names", List.of("cheap", "secret"));
            assertThat(namesInBlocks(em)).containsExactly("cheap");
            session.disableFilter("visible");
            assertThat(namesInBlocks(em)).containsExactly("cheap", "secret");
            session.getEnabledFilter("named").setParameterList("names", new Object[] {"secret"});
            assertThat(namesInBlocks(em)).containsExactly("secret");
            session.disableFilter("named");
            assertThat(namesInBlocks(em)).containsExactly("cheap", "dear", "secret");
        });
    }

    @Test
    void filtersOfAStatelessSessionHold() {
        transactions.stateless().run(session -> {
            session.enableFilter("least").setParameter("price", 5);
            session.disableFilter("visible");
            assertThat(transactions.nested(session).<List<String>, RuntimeException>call(NestedSettingsTest::names))
                    .containsExactly("dear", "secret");
        });
    }

    @Test
    void whatTheBlockEnablesStaysInTheBlock() {
        transactions.run(em -> {
            transactions
                    .nested(em)
                    .run(inner ->
                            inner.unwrap(Session.class).enableFilter("least").setParameter("price", 5));
            assertThat(names(em)).containsExactly("cheap", "dear");
        });
    }

    @Test
    void settingsOfTheSessionHold() {
        transactions.run(em -> {
            Session outer = em.unwrap(Session.class);
            outer.setHibernateFlushMode(FlushMode.COMMIT);
            outer.setJdbcBatchSize(7);
            outer.setFetchBatchSize(8);
            outer.setSubselectFetchingEnabled(true);
            outer.setDefaultReadOnly(true);
            outer.enableFetchProfile("with labels");
            transactions.nested(em).run(inner -> {
                Session session = inner.unwrap(Session.class);
                assertThat(session.getHibernateFlushMode()).isEqualTo(FlushMode.COMMIT);
                assertThat(session.getJdbcBatchSize()).isEqualTo(7);
                assertThat(session.getFetchBatchSize()).isEqualTo(8);
                assertThat(session.isSubselectFetchingEnabled()).isTrue();
                assertThat(session.isDefaultReadOnly()).isTrue();
                assertThat(session.isFetchProfileEnabled("with labels")).isTrue();
                assertThat(Hibernate.isInitialized(inner.find(Ware.class, "cheap").labels))
                        .isTrue();
            });
        });
        transactions.run(em -> transactions.nested(em).run(inner -> {
            Session session = inner.unwrap(Session.class);
            assertThat(session.getHibernateFlushMode()).isEqualTo(FlushMode.AUTO);
            assertThat(session.getJdbcBatchSize()).isNull();
            assertThat(session.isSubselectFetchingEnabled()).isFalse();
            assertThat(session.isDefaultReadOnly()).isFalse();
            assertThat(Hibernate.isInitialized(inner.find(Ware.class, "cheap").labels))
                    .isFalse();
        }));
    }

    @Test
    void theJdbcBatchSizeOfAStatelessSessionHolds() {
        transactions.stateless().run(session -> {
            session.setJdbcBatchSize(7);
            transactions
                    .nested(session)
                    .run(inner -> assertThat(inner.getJdbcBatchSize()).isEqualTo(7));
        });
    }

    @Test
    void theInterceptorAndTheStatementInspectorHold() {
        List<String> seen = new ArrayList<>();
        Interceptor interceptor = new Interceptor() {
            @Override
            public boolean onLoad(Object entity, Object id, Object[] state, String[] names, Type[] types) {
                seen.add("load " + id);
                return false;
            }
        };
        try (Session session = factory.withOptions()
                .interceptor(interceptor)
                .statementInspector((UnaryOperator<String>) sql -> {
                    seen.add(sql.substring(0, 6));
                    return sql;
                })
                .openSession()) {
            session.beginTransaction();
            transactions.nested(session).run(one -> transactions.nested(one).run(two -> two.find(Ware.class, "cheap")));
            session.getTransaction().commit();
        }

        assertThat(seen).containsExactly("select", "load cheap");
    }

    @Test
    void aReadOnlyTransactionStaysSo() {
        assertThatThrownBy(() -> transactions
                        .readOnly()
                        .run(em -> transactions
                                .nested(em)
                                .run(inner -> inner.createQuery("update Ware set price = 0")
                                        .executeUpdate())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("read-only");
        assertThat(database.rows("select min(price) from Ware")).containsExactly("1");
    }

    @Test
    void theRestOfTheTimeoutIsTheBlocks() {
        transactions
                .timeout(Duration.ofSeconds(30))
                .run(em -> transactions
                        .nested(em)
                        .run(inner -> assertThat(remaining(inner)).isBetween(1, 30)));
        transactions.run(em -> transactions
                .nested(em)
                .run(inner -> assertThat(remaining(inner)).isEqualTo(-1)));
    }

    private static int remaining(EntityManager em) {
        return em.unwrap(SharedSessionContractImplementor.class)
                .getJdbcCoordinator()
                .determineRemainingTransactionTimeOutPeriod();
    }

    @Test
    void theCacheModeOfTheOuterIsAsBefore() {
        transactions.run(em -> {
            Session outer = em.unwrap(Session.class);
            outer.setCacheMode(CacheMode.GET);
            transactions
                    .nested(em)
                    .run(inner -> assertThat(inner.unwrap(Session.class).getCacheMode())
                            .isEqualTo(CacheMode.IGNORE));
            assertThat(outer.getCacheMode()).isEqualTo(CacheMode.GET);
        });
    }

    @Test
    void theSessionOfABlockIsClosedAfterIt() {
        transactions.run(em -> {
            EntityManager[] left = new EntityManager[1];
            transactions.nested(em).run(inner -> left[0] = inner);
            assertThat(left[0].isOpen()).isFalse();
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        left[0] = inner;
                        throw new UnsupportedOperationException();
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(left[0].isOpen()).isFalse();
        });
    }
}
