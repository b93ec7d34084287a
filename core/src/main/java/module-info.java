/** Base types, stamps, the change context and transactions, and the ground that the other modules of Ashlar share. */
@SuppressWarnings("module") // the sisters are not there when this module is compiled
module dev.ashlar.core {
    requires transitive jakarta.persistence;
    requires transitive org.hibernate.orm.core;
    requires transitive org.jspecify;
    requires java.naming; // supertypes of SessionFactory
    requires java.sql;
    requires org.slf4j;

    exports dev.ashlar.core;
    exports dev.ashlar.core.naming;
    exports dev.ashlar.core.spi;
    exports dev.ashlar.core.transaction;
    exports dev.ashlar.core.ground to
            dev.ashlar.audit,
            dev.ashlar.contracts,
            dev.ashlar.migration,
            dev.ashlar.softdelete,
            dev.ashlar.testkit,
            org.hibernate.orm.core; // its service loader looks for our contributors
    exports dev.ashlar.core.internal to
            org.hibernate.orm.core;

    // Hibernate reads the fields of mapped superclasses and embeddables.
    opens dev.ashlar.core to
            org.hibernate.orm.core;

    uses dev.ashlar.core.spi.ChangeContextProvider;
    uses dev.ashlar.core.ground.KnownSettings;
    uses dev.ashlar.core.ground.SchemaContributor;

    provides dev.ashlar.core.ground.KnownSettings with
            dev.ashlar.core.internal.CoreKnownSettings;
    provides org.hibernate.service.spi.ServiceContributor with
            dev.ashlar.core.internal.CoreServiceContributor,
            dev.ashlar.core.internal.naming.NamingSettingsContributor;
    provides org.hibernate.boot.spi.AdditionalMappingContributor with
            dev.ashlar.core.internal.CoreMappingContributor;
    provides org.hibernate.integrator.spi.Integrator with
            dev.ashlar.core.internal.CoreIntegrator;
}
