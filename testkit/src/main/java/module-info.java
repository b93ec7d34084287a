/** A JUnit extension for persistence code: real databases, isolation that survives commits, a SQL log, N+1 proof and fixtures. */
module dev.ashlar.testkit {
    requires transitive dev.ashlar.core;
    requires transitive jakarta.persistence;
    requires transitive java.sql;
    requires transitive org.assertj.core;
    requires transitive org.hibernate.orm.core;
    requires transitive org.jspecify;
    requires java.naming; // supertypes of SessionFactory
    requires static transitive org.junit.jupiter.api;
    requires org.slf4j;

    exports dev.ashlar.testkit;
    exports dev.ashlar.testkit.internal.boot to
            org.hibernate.orm.core;

    opens dev.ashlar.testkit to
            org.junit.platform.commons;

    provides org.hibernate.integrator.spi.Integrator with
            dev.ashlar.testkit.internal.boot.TestkitIntegrator;
}
