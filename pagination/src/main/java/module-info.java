/** Pages, cursors and walks that return every row exactly once, by seeking. */
module dev.ashlar.pagination {
    requires transitive jakarta.persistence;
    requires transitive org.hibernate.orm.core;
    requires transitive org.jspecify;
    requires java.naming; // supertypes of SessionFactory
    requires java.sql;
    requires org.slf4j;
    requires static jakarta.data;
    requires static spring.data.commons;

    exports dev.ashlar.pagination;
    exports dev.ashlar.pagination.jakarta;
    exports dev.ashlar.pagination.spring;
    exports dev.ashlar.pagination.internal to
            org.hibernate.orm.core; // its service loader looks for our contributor

    provides org.hibernate.service.spi.SessionFactoryServiceContributor with
            dev.ashlar.pagination.internal.StatementStoreContributor;
}
