package shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.Fixtures;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlLog;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@PersistenceTest(entities = Product.class)
class PricesTest {

    @Test
    void raisesAPriceInTwoStatements(EntityManagerFactory factory, EntityManager em, Fixtures fixtures, SqlLog sql) {
        Product stone = fixtures.of(Product.class).with("price", new BigDecimal("9.50")).persist();

        new Prices(factory).raise(stone.getName(), new BigDecimal("0.45"));

        assertThat(sql).selects(1).updates(1).nothingElse();
        assertThat(em.find(Product.class, stone.getId()).getPrice()).isEqualByComparingTo("9.95");
    }

    @RepeatedTest(3)
    void leavesNothingBehind(EntityManager em, Fixtures fixtures) {
        assertThat(em.createQuery("select count(*) from Product", Long.class).getSingleResult()).isZero();
        fixtures.persist(Product.class, 10);
        assertThat(em.createQuery("select count(*) from Product", Long.class).getSingleResult()).isEqualTo(10);
    }

    @Test
    void everyAttributeSurvives(Fixtures fixtures) {
        fixtures.assertRoundTrips(Product.class);
        fixtures.lint();
    }

    @Nested
    class InANestedClass {

        @Test
        void theSameDatabaseIsThere(Fixtures fixtures, EntityManager em) {
            fixtures.persist(Product.class);
            assertThat(em.createQuery("from Product", Product.class).getResultList()).hasSize(1);
        }
    }
}
