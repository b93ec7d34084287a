package shop;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;

/** A service that knows nothing of tests: it begins and commits by itself. */
public final class Prices {

    private final EntityManagerFactory factory;

    public Prices(EntityManagerFactory factory) {
        this.factory = factory;
    }

    public void raise(String name, BigDecimal by) {
        factory.runInTransaction(em -> product(em, name).raise(by));
    }

    private static Product product(EntityManager em, String name) {
        return em.createQuery("from Product where name = :name", Product.class)
                .setParameter("name", name)
                .getSingleResult();
    }
}
