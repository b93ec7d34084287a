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
package dev.ashlar.softdelete.unique;

import static dev.ashlar.core.naming.NamingSettings.NAMING;
import static dev.ashlar.core.naming.NamingSettings.PLURAL_SNAKE_CASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Catalog;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.DdlPath;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.softdelete.Deletable;
import dev.ashlar.softdelete.Deletion;
import dev.ashlar.softdelete.SoftDeletable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.SchemaToolingSettings;
import org.junit.jupiter.api.Test;

/** The keys that hold among live rows reach the database by each way to DDL, and hold there. */
class UniqueDdlTest {

    private static final Map<String, Object> SETTINGS = Map.of(NAMING, PLURAL_SNAKE_CASE);
    private static final Class<?>[] ENTITIES = {Member.class, Club.class, Deletion.class};

    @EachEngine
    void holdsAmongLiveRowsByEachWayToDdl(Engine engine) {
        for (DdlPath path : DdlPath.values()) {
            try (Database database = engine.open()) {
                path.run(database, "members", SETTINGS, ENTITIES);

                assertThat(Catalog.names(database))
                        .as(path.name())
                        .filteredOn(name -> name.matches("(unique|index) .*") && !name.contains("idx_"))
                        .extracting(name -> name.replaceFirst(".*\\.", ""))
                        .containsOnlyOnce("uq_members_e_mail", "badge_of_club")
                        .anyMatch(name -> name.startsWith("uq_members_street_house_number"));
                assertHolds(database);
            }
        }
    }

    @EachEngine
    void holdsAfterTheSchemaManagerMadeItAgain(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = TestUnit.of(database, ENTITIES)
                        .with(NAMING, PLURAL_SNAKE_CASE)
                        .open()) {
            factory.getSchemaManager().drop(false);

            assertThat(Catalog.names(database)).noneMatch(name -> name.contains("members"));

            factory.getSchemaManager().create(false);

            assertHolds(database);
        }
    }

    @EachEngine
    void holdsAfterAFactoryWasMadeOfBareMetadata(Engine engine) {
        try (Database database = engine.open()) {
            metadata(new StandardServiceRegistryBuilder()
                            .applySetting("jakarta.persistence.jdbc.url", database.url())
                            .applySetting("jakarta.persistence.jdbc.user", database.user())
                            .applySetting("jakarta.persistence.jdbc.password", database.password())
                            .applySetting(DdlPath.ACTION, "create"))
                    .buildSessionFactory()
                    .close();

            assertHolds(database);
        }
    }

    private static Metadata metadata(StandardServiceRegistryBuilder registry) {
        return new MetadataSources(
                        registry.applySetting(NAMING, PLURAL_SNAKE_CASE).build())
                .addAnnotatedClasses(ENTITIES)
                .buildMetadata();
    }

    @EachEngine
    void changesNothingInALaterUpdate(Engine engine) {
        for (Map<String, Object> settings : List.of(SETTINGS, Map.<String, Object>of())) {
            try (Database database = engine.open()) {
                DdlPath.CREATE.run(database, "members", settings, ENTITIES);
                List<String> created = Catalog.names(database);

                DdlPath.UPDATE.run(database, "members", settings, ENTITIES);
                DdlPath.UPDATE.run(database, "members", settings, ENTITIES);

                assertThat(Catalog.names(database)).isEqualTo(created);
            }
        }
    }

    @EachEngine
    void comesWithAnUpdateOfATableWithRows(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(database, "members", SETTINGS, Plain.class, Club.class, Deletion.class);
            database.execute("insert into members (id, e_mail) values (100, 'old')");
            database.execute("insert into members (id, e_mail, deleted_at) values (101, 'old', current_timestamp)");

            DdlPath.UPDATE.run(database, "members", SETTINGS, ENTITIES);

            assertRefused(database, "insert into members (id, e_mail) values (102, 'old')");
            assertHolds(database);
        }
    }

    @EachEngine
    void validates(Engine engine) {
        for (DdlPath path : List.of(DdlPath.CREATE, DdlPath.UPDATE)) {
            try (Database database = engine.open()) {
                path.run(database, "members", SETTINGS, ENTITIES);

                TestUnit.of(database, ENTITIES)
                        .with(NAMING, PLURAL_SNAKE_CASE)
                        .with(DdlPath.ACTION, "validate")
                        .with(SchemaToolingSettings.INDEX_VALIDATION, "all")
                        // H2 names the index behind a unique key otherwise, which Hibernate 7.4 does not know.
                        .with(SchemaToolingSettings.UNIQUE_KEY_VALIDATION, engine == Engine.H2 ? "none" : "all")
                        .open()
                        .close();
            }
        }
    }

    @EachEngine
    void keepsItsNamesWithoutANamingStrategy(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(database, "members", Map.of(), ENTITIES);

            assertThat(Catalog.names(database))
                    .anyMatch(name -> name.endsWith("member.uq_member_e_mail"))
                    .anyMatch(name -> name.endsWith("member.badge_of_club"));
        }
    }

    @Test
    void isPartOfMetadataThatSawNoDatabase() {
        assertThat(offline("PostgreSQL", "18")
                        .getDatabase()
                        .getDefaultNamespace()
                        .getTables())
                .flatExtracting(table -> table.getIndexes().keySet())
                .contains("uq_members_e_mail", "badge_of_club");
        assertThat(offline("MariaDB", "11").getDatabase().getDefaultNamespace().getTables())
                .flatExtracting(table -> table.getUniqueKeys().keySet())
                .contains("uq_members_e_mail", "badge_of_club");
    }

    private static Metadata offline(String product, String version) {
        return metadata(new StandardServiceRegistryBuilder()
                .applySetting("hibernate.boot.allow_jdbc_metadata_access", false)
                .applySetting("jakarta.persistence.database-product-name", product)
                .applySetting("jakarta.persistence.database-major-version", version));
    }

    private static void assertHolds(Database database) {
        database.execute("insert into clubs (id) values (1)");
        database.execute("insert into members (id, e_mail, club_id, badge) values (1, 'a', 1, 7)");
        assertRefused(database, "insert into members (id, e_mail) values (2, 'a')");
        assertRefused(database, "insert into members (id, e_mail, club_id, badge) values (2, 'b', 1, 7)");
        database.execute("insert into members (id, e_mail, club_id) values (2, 'b', 1)");
        database.execute("insert into members (id, club_id) values (3, 1)");

        database.execute("update members set deleted_at = current_timestamp where id = 1");
        database.execute("insert into members (id, e_mail, club_id, badge) values (4, 'a', 1, 7)");
        database.execute("update members set deleted_at = current_timestamp where id = 4");
        database.execute("insert into members (id, e_mail, club_id, badge) values (5, 'a', 1, 7)");
        assertRefused(database, "update members set deleted_at = null where id = 4");

        database.execute("insert into members (id, street, house_number) values (6, 'elm', 1)");
        database.execute("insert into members (id, street, house_number) values (7, 'elm', 2)");
        assertRefused(database, "insert into members (id, street, house_number) values (8, 'elm', 2)");
    }

    private static void assertRefused(Database database, String sql) {
        try {
            database.execute(sql);
        } catch (IllegalStateException e) {
            assertThat(e.getCause().getMessage()).as(sql).containsPattern("(?i)unique|duplicate");
            return;
        }
        throw new AssertionError("Nothing refused " + sql);
    }

    @Entity(name = "Member")
    @SoftDeletable
    static class Plain implements Deletable {

        @Id
        Long id;

        String eMail;

        @ManyToOne
        Club club;

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }
}
