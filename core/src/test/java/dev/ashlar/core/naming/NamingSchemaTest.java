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
package dev.ashlar.core.naming;

import static dev.ashlar.core.naming.NamingSettings.NAMING;
import static dev.ashlar.core.naming.NamingSettings.PLURAL_SNAKE_CASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Catalog;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.DdlPath;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.model.ItemPart;
import dev.ashlar.core.naming.model.Legacy;
import dev.ashlar.core.naming.model.Model;
import dev.ashlar.core.naming.model.OrderItem;
import dev.ashlar.core.naming.model.Person;
import dev.ashlar.core.naming.model.PurchaseOrder;
import dev.ashlar.core.naming.model.Tag;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.mapping.PersistentClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NamingSchemaTest {

    private static final Map<String, Object> SETTINGS = Map.of(NAMING, PLURAL_SNAKE_CASE);

    @EachEngine
    void writesExplicitNamesLetterByLetter(Engine engine) {
        try (Database database = engine.open()) {
            String script = script(database, Map.of(NAMING, PLURAL_SNAKE_CASE), Model.entities());

            assertThat(script)
                    .contains("create table LegacyThing (theId ", " theName ", " theCode ", " theOwner ")
                    .contains("constraint theUnique unique (theCode)", "theTableCheck check (theCode <> theName)")
                    .contains("theColumnCheck check (theName <> '')", "create index theIndex on LegacyThing (theName)")
                    .contains("add constraint theForeignKey foreign key (theOwner)", "create sequence theSequence ")
                    .contains("create table theWords (theThing ", " theWord ", "create table theLinks (theTag ")
                    .contains("create index myOwnIndex on order_items", "grossAmount bigint");
        }
    }

    @EachEngine
    void keepsTheOrderOfIndexesAndPrimaryKeys(Engine engine) {
        Class<?>[] entities = {OrderItem.class, ItemPart.class, PurchaseOrder.class, Person.class, Tag.class};
        try (Database database = engine.open()) {
            String named = script(database, SETTINGS, entities);
            String unnamed = script(database, Map.of(), entities);

            assertThat(named).contains("(order_url, vat_id desc)");
            assertThat(primaryKey(named, "order_items")).isEqualTo("purchase_order_id, line_code");
            assertThat(primaryKey(unnamed, "OrderItem")).isEqualTo("purchaseOrder_id, lineCode");
            assertThat(primaryKey(named, "item_parts")).isEqualTo("part_number, part_code");
            assertThat(primaryKey(unnamed, "ItemPart")).isEqualTo("partNumber, partCode");
        }
    }

    @EachEngine
    void tellsApartWhatWouldBeNamedAlike(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(database, "naming", SETTINGS, Post.class, PostComment.class);

            List<String> names = Catalog.names(database);
            assertThat(names)
                    .filteredOn(name -> name.startsWith("index posts.idx_posts_comments_count_"))
                    .hasSize(1);
            assertThat(names)
                    .filteredOn(name -> name.startsWith("index posts_comments.idx_posts_comments_count_"))
                    .hasSize(1);
            assertThat(names).filteredOn(name -> name.startsWith("unique")).hasSize(2);
        }
    }

    /** MariaDB has no schemas. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void namesPerSchema(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(
                    database,
                    "naming",
                    Map.of(NAMING, PLURAL_SNAKE_CASE, "jakarta.persistence.create-database-schemas", true),
                    Note.class,
                    ArchivedNote.class);

            assertThat(Catalog.names(database, engine == Engine.H2 ? "ARCHIVE" : "archive"))
                    .contains(
                            "table notes",
                            "primary key notes.pk_notes",
                            "unique notes.uq_notes_note_code",
                            "foreign key notes.fk_notes_notes");
            assertThat(Catalog.names(database))
                    .contains("primary key notes.pk_notes", "unique notes.uq_notes_note_code");
        }
    }

    @EachEngine
    void leavesTheMappingWorking(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(database, "naming", SETTINGS, Model.entities());
            try (SessionFactory factory = TestUnit.of(database, Model.entities())
                    .with(NAMING, PLURAL_SNAKE_CASE)
                    .with(DdlPath.ACTION, "validate")
                    .open()) {
                factory.inTransaction(session -> {
                    session.persist(new Person());
                    session.createNativeMutationQuery("insert into payment_card_payments (id, amount) values (1, 5)")
                            .executeUpdate();
                });
                factory.inSession(session -> {
                    assertThat(session.createSelectionQuery("from Person", Person.class)
                                    .getResultList())
                            .hasSize(1);
                    assertThat(session.createSelectionQuery("select amount from Payment", Integer.class)
                                    .getResultList())
                            .containsExactly(5);
                });
            }
        }
    }

    @Test
    void worksWithoutASessionFactoryInANativeBootstrap() {
        try (Database database = Engine.H2.open()) {
            StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                    .applySetting(NAMING, PLURAL_SNAKE_CASE)
                    .applySetting("jakarta.persistence.jdbc.url", database.url())
                    .applySetting("jakarta.persistence.jdbc.user", database.user())
                    .build();
            try {
                Metadata metadata = new MetadataSources(registry)
                        .addAnnotatedClass(Legacy.class)
                        .addAnnotatedClass(Person.class)
                        .addAnnotatedClass(Tag.class)
                        .addAnnotatedClass(PurchaseOrder.class)
                        .buildMetadata();
                PersistentClass person = metadata.getEntityBinding(Person.class.getName());

                assertThat(person.getTable().getName()).isEqualTo("people");
                assertThat(person.getTable().getUniqueKeys())
                        .containsOnlyKeys("uq_people_email_address", "uq_people_country_code_tax_number");
            } finally {
                StandardServiceRegistryBuilder.destroy(registry);
            }
        }
    }

    private static String primaryKey(String script, String table) {
        return Pattern.compile("create table " + table + " .*primary key \\(([^)]*)\\)")
                .matcher(script)
                .results()
                .map(result -> result.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String script(Database database, Map<String, Object> settings, Class<?>... entities) {
        StringWriter script = new StringWriter();
        TestUnit unit = TestUnit.of(database, entities)
                .with(DdlPath.ACTION, "none")
                .with("jakarta.persistence.schema-generation.scripts.action", "create")
                .with("jakarta.persistence.schema-generation.scripts.create-target", script);
        settings.forEach(unit::with);
        unit.open().close();
        return script.toString();
    }

    @Entity(name = "Post")
    @Table(indexes = @Index(columnList = "commentsCount"))
    static class Post {

        @Id
        Long id;

        @Column(unique = true)
        int commentsCount;
    }

    @Entity(name = "PostComment")
    @Table(name = "posts_comments", indexes = @Index(columnList = "count"))
    static class PostComment {

        @Id
        Long id;

        @Column(unique = true)
        int count;
    }

    @Entity(name = "Note")
    static class Note {

        @Id
        Long id;

        @Column(unique = true)
        String noteCode;
    }

    @Entity(name = "ArchivedNote")
    @Table(schema = "archive", name = "notes")
    static class ArchivedNote {

        @Id
        Long id;

        @Column(unique = true)
        String noteCode;

        @ManyToOne
        Note original;
    }
}
