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
/** Who-and-when columns, and a history of every change. */
@SuppressWarnings("module") // the sister is not there when this module is compiled
module dev.ashlar.audit {
    requires transitive dev.ashlar.core;
    requires transitive jakarta.persistence;
    requires transitive org.hibernate.orm.core;
    requires transitive org.jspecify;
    requires java.naming; // supertypes of SessionFactory
    requires java.sql;
    requires org.slf4j;
    requires tools.jackson.core;

    exports dev.ashlar.audit;
    exports dev.ashlar.audit.internal to
            org.hibernate.orm.core; // its service loader looks for our contributors
    exports dev.ashlar.audit.internal.bulk to
            org.hibernate.orm.core; // its service loader looks for our contributor
    exports dev.ashlar.audit.internal.json to
            org.hibernate.orm.core; // it builds our type
    exports dev.ashlar.audit.internal.model to
            dev.ashlar.contracts,
            org.hibernate.orm.core;
    exports dev.ashlar.audit.internal.state to
            dev.ashlar.contracts;
    exports dev.ashlar.audit.internal.seal to
            org.hibernate.orm.core;

    // Hibernate reads the fields of the log's entities and of embedded values.
    opens dev.ashlar.audit to
            org.hibernate.orm.core;
    opens dev.ashlar.audit.internal.seal to
            org.hibernate.orm.core;

    provides dev.ashlar.core.ground.KnownSettings with
            dev.ashlar.audit.internal.AuditKnownSettings;
    provides dev.ashlar.core.ground.SchemaContributor with
            dev.ashlar.audit.internal.AuditSchema;
    provides org.hibernate.boot.spi.AdditionalMappingContributor with
            dev.ashlar.audit.internal.AuditMappingContributor;
    provides org.hibernate.integrator.spi.Integrator with
            dev.ashlar.audit.internal.AuditIntegrator;
    provides org.hibernate.service.spi.ServiceContributor with
            dev.ashlar.audit.internal.bulk.BulkServiceContributor,
            dev.ashlar.audit.internal.PartitionedTableContributor;
    provides org.hibernate.service.spi.SessionFactoryServiceContributor with
            dev.ashlar.audit.internal.AuditModelContributor;
}
