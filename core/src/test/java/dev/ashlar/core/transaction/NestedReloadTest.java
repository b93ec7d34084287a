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

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the outer session has of the rows that a block wrote. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedReloadTest {

    @Entity(name = "Folder")
    static class Folder {
        @Id
        @GeneratedValue
        Long id;

        @Version
        Long version;

        String name;

        @OneToMany(mappedBy = "folder", cascade = CascadeType.ALL)
        List<Document> documents = new ArrayList<>();

        Folder() {}

        Folder(String name) {
            this.name = name;
        }

        Document add(String text) {
            Document document = new Document();
            document.text = text;
            document.folder = this;
            documents.add(document);
            return document;
        }
    }

    /** It cascades to what it is in, as is common though seldom meant. */
    @Entity(name = "Document")
    static class Document {
        @Id
        @GeneratedValue
        Long id;

        String text;

        @ManyToOne(
                fetch = FetchType.LAZY,
                cascade = {CascadeType.PERSIST, CascadeType.MERGE, CascadeType.REFRESH, CascadeType.DETACH})
        Folder folder;
    }

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;

    private Folder stored;
    private Document document;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Folder.class, Document.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .open();
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @BeforeEach
    void aFolderWithADocument() {
        database.execute("delete from documents");
        database.execute("delete from folders");
        stored = new Folder("stored");
        document = stored.add("one");
        transactions.run(em -> em.persist(stored));
    }

    private static List<String> folders() {
        return database.rows("select name, version from folders order by name");
    }

    private static List<String> documents() {
        return database.rows(
                "select text, name from documents d left join folders f on d.folder_id = f.id" + " order by text");
    }

    private static List<String> texts(Folder folder) {
        return folder.documents.stream().map(d -> d.text).sorted().toList();
    }

    @Test
    void aChangeIsSeenAndCanBeChangedAgain() {
        transactions.run(em -> {
            Folder folder = em.find(Folder.class, stored.id);
            for (int i = 1; i <= 3; i++) {
                String name = "inner" + i;
                transactions.nested(em).run(inner -> inner.find(Folder.class, stored.id).name = name);
                assertThat(folder.name).isEqualTo(name);
                folder.name += "+outer";
            }
        });

        assertThat(folders()).containsExactly("inner3+outer 6");
    }

    @Test
    void aChangeAtDepthTwoIsSeenAtDepthOneAndZero() {
        transactions.run(em -> {
            Folder outer = em.find(Folder.class, stored.id);
            transactions.nested(em).run(one -> {
                Folder middle = one.find(Folder.class, stored.id);
                transactions.nested(one).run(two -> {
                    two.find(Folder.class, stored.id).name = "deep";
                    two.find(Folder.class, stored.id).add("two");
                    two.remove(two.find(Document.class, document.id));
                });
                assertThat(middle.name).isEqualTo("deep");
                assertThat(texts(middle)).containsExactly("two");
                assertThat(outer.name).isEqualTo("stored");
            });
            assertThat(outer.name).isEqualTo("deep");
            assertThat(texts(outer)).containsExactly("two");
            outer.name = "last";
        });

        assertThat(folders()).containsExactly("last 2");
        assertThat(documents()).containsExactly("two last");
    }

    @Test
    void aRemovedOneIsGoneAlsoFromTheCollectionThatCascadesToIt() {
        transactions.run(em -> {
            Folder folder = em.find(Folder.class, stored.id);
            Document removed = folder.documents.get(0);
            transactions.nested(em).run(inner -> inner.remove(inner.find(Document.class, removed.id)));
            assertThat(em.contains(removed)).isFalse();
            assertThat(em.find(Document.class, removed.id)).isNull();
            assertThat(folder.documents).isEmpty();
            folder.name = "changed";
        });

        assertThat(folders()).containsExactly("changed 1");
        assertThat(documents()).isEmpty();
    }

    @Test
    void aRemovedOneIsGoneFromACollectionWhoseOwnerHasUnsavedChanges() {
        transactions.run(em -> {
            Folder folder = em.find(Folder.class, stored.id);
            Document removed = folder.documents.get(0);
            transactions.nested(em).run(inner -> {
                inner.remove(inner.find(Document.class, removed.id));
                folder.name = "meanwhile";
            });
            assertThat(folder.documents).isEmpty();
            assertThat(folder.name).isEqualTo("meanwhile");
        });

        assertThat(folders()).containsExactly("meanwhile 1");
        assertThat(documents()).isEmpty();
    }

    @Test
    void whatARemovedOneCascadesToStaysManaged() {
        transactions.run(em -> {
            Folder folder = em.find(Folder.class, stored.id);
            Document removed = em.find(Document.class, document.id);
            assertThat(removed.folder).isSameAs(folder);
            transactions.nested(em).run(inner -> {
                inner.remove(inner.find(Document.class, removed.id));
                folder.name = "meanwhile";
            });
            assertThat(em.contains(removed)).isFalse();
            assertThat(em.contains(folder)).isTrue();
        });

        assertThat(folders()).containsExactly("meanwhile 1");
    }

    @Test
    void aRemovedTreeIsGone() {
        transactions.run(em -> {
            Folder folder = em.find(Folder.class, stored.id);
            Document one = folder.documents.get(0);
            transactions.nested(em).run(inner -> inner.remove(inner.find(Folder.class, stored.id)));
            assertThat(em.contains(folder)).isFalse();
            assertThat(em.contains(one)).isFalse();
            assertThat(em.find(Folder.class, stored.id)).isNull();
        });

        assertThat(folders()).isEmpty();
        assertThat(documents()).isEmpty();
    }

    @Test
    void aRemovedOneThatTheOuterHasAsAProxyIsGone() {
        transactions.run(em -> {
            Folder loaded = em.getReference(Folder.class, stored.id);
            Hibernate.initialize(loaded);
            transactions.nested(em).run(inner -> inner.remove(inner.find(Folder.class, stored.id)));
            assertThat(em.contains(loaded)).isFalse();
            assertThat(em.find(Folder.class, stored.id)).isNull();
        });

        assertThat(folders()).isEmpty();
    }

    @Test
    void anInsertedOneShowsInALoadedCollectionAndIsCascadedTo() {
        transactions.run(em -> {
            Folder folder = em.find(Folder.class, stored.id);
            assertThat(texts(folder)).containsExactly("one");
            transactions.nested(em).run(inner -> {
                Document two = new Document();
                two.text = "two";
                two.folder = inner.getReference(Folder.class, stored.id);
                inner.persist(two);
            });
            assertThat(texts(folder)).containsExactly("one", "two");
            folder.documents.forEach(d -> d.text += "!");
            folder.add("three");
        });

        assertThat(documents()).containsExactly("one! stored", "three stored", "two! stored");
    }

    @Test
    void anInsertedOneShowsAlthoughTheOwnerHasUnsavedChanges() {
        transactions.run(em -> {
            Folder folder = em.find(Folder.class, stored.id);
            assertThat(texts(folder)).containsExactly("one");
            transactions.nested(em).run(inner -> {
                inner.find(Folder.class, stored.id).add("two");
                folder.name = "meanwhile";
            });
            assertThat(texts(folder)).containsExactly("one", "two");
        });

        assertThat(documents()).containsExactly("one meanwhile", "two meanwhile");
        assertThat(folders()).containsExactly("meanwhile 1");
    }

    @Test
    void aMovedOneShowsInBothCollections() {
        Folder other = new Folder("other");
        transactions.run(em -> em.persist(other));
        transactions.run(em -> {
            Folder from = em.find(Folder.class, stored.id);
            Folder to = em.find(Folder.class, other.id);
            assertThat(texts(from)).containsExactly("one");
            assertThat(to.documents).isEmpty();
            transactions.nested(em).run(inner -> {
                inner.find(Document.class, document.id).folder = inner.find(Folder.class, other.id);
            });
            assertThat(from.documents).isEmpty();
            assertThat(texts(to)).containsExactly("one");
            assertThat(em.find(Document.class, document.id).folder).isSameAs(to);
        });

        assertThat(documents()).containsExactly("one other");
    }

    @Test
    void whatTheOuterHasNotLoadedStaysUnloaded() {
        transactions.run(em -> {
            Folder proxy = em.getReference(Folder.class, stored.id);
            transactions.nested(em).run(inner -> inner.find(Folder.class, stored.id).name = "changed");
            assertThat(Hibernate.isInitialized(proxy)).isFalse();
            assertThat(Hibernate.unproxy(proxy, Folder.class).name).isEqualTo("changed");
        });
    }

    @Test
    void aCollectionThatTheOuterHasNotLoadedStaysUnloaded() {
        transactions.run(em -> {
            Folder folder = em.find(Folder.class, stored.id);
            transactions
                    .nested(em)
                    .run(inner -> inner.find(Folder.class, stored.id).add("two"));
            assertThat(Hibernate.isInitialized(folder.documents)).isFalse();
            assertThat(texts(folder)).containsExactly("one", "two");
        });
    }

    @Test
    void aReloadUndoesNoUnsavedChangeThatARefreshWouldCascadeTo() {
        transactions.run(em -> {
            Folder folder = em.find(Folder.class, stored.id);
            Document one = folder.documents.get(0);
            transactions.nested(em).run(inner -> {
                inner.find(Folder.class, stored.id).name = "inner";
                one.text = "meanwhile";
            });
            assertThat(folder.name).isEqualTo("inner");
            assertThat(one.text).isEqualTo("meanwhile");
        });

        assertThat(documents()).containsExactly("meanwhile inner");
    }

    @Test
    void aReadOnlyEntityIsReloadedAndStaysReadOnly() {
        transactions.run(em -> {
            Folder folder = em.find(Folder.class, stored.id);
            em.unwrap(org.hibernate.Session.class).setReadOnly(folder, true);
            transactions.nested(em).run(inner -> inner.find(Folder.class, stored.id).name = "inner");
            assertThat(folder.name).isEqualTo("inner");
            folder.name = "not stored";
        });

        assertThat(folders()).containsExactly("inner 1");
    }

    @Test
    void anotherFolderOfTheOuterIsNotReloaded() {
        Folder other = new Folder("other");
        transactions.run(em -> em.persist(other));
        transactions.run(em -> {
            Folder untouched = em.find(Folder.class, other.id);
            transactions
                    .nested(em)
                    .run(one -> transactions.nested(one).run(two -> {
                        two.find(Folder.class, stored.id).name = "deep";
                        untouched.name = "meanwhile";
                    }));
            assertThat(untouched.name).isEqualTo("meanwhile");
        });

        assertThat(folders()).containsExactly("deep 1", "meanwhile 1");
    }
}
