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
/** Marks rows as deleted, hides, restores and purges them, and refuses physical deletes. */
module dev.ashlar.softdelete {
    requires transitive dev.ashlar.core;
    requires transitive jakarta.persistence;
    requires transitive org.hibernate.orm.core;
    requires transitive org.jspecify;
    requires java.naming; // supertypes of SessionFactory
    requires java.sql;
    requires org.slf4j;

    exports dev.ashlar.softdelete;
    exports dev.ashlar.softdelete.internal to
            org.hibernate.orm.core; // its service loader looks for our contributors
    exports dev.ashlar.softdelete.internal.check to
            org.hibernate.orm.core; // its service loader looks for our contributor
    exports dev.ashlar.softdelete.internal.guard to
            org.hibernate.orm.core;
    exports dev.ashlar.softdelete.internal.mapping to
            org.hibernate.orm.core; // it builds our persisters
    exports dev.ashlar.softdelete.internal.unique to
            org.hibernate.orm.core; // its service loader looks for our contributor

    // Hibernate reads the fields of the embeddable.
    opens dev.ashlar.softdelete to
            org.hibernate.orm.core;

    provides dev.ashlar.core.ground.SchemaContributor with
            dev.ashlar.softdelete.internal.check.MappingChecks,
            dev.ashlar.softdelete.internal.unique.LiveKeyContributor;
    provides org.hibernate.service.spi.ServiceContributor with
            dev.ashlar.softdelete.internal.SoftDeleteServiceContributor;
    provides org.hibernate.integrator.spi.Integrator with
            dev.ashlar.softdelete.internal.SoftDeleteIntegrator;
    provides org.hibernate.service.spi.SessionFactoryServiceContributor with
            dev.ashlar.softdelete.internal.DeletionModelContributor;
}
