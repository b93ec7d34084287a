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
package dev.ashlar.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.softdelete.PurgeShapes.Album;
import dev.ashlar.softdelete.PurgeShapes.Animal;
import dev.ashlar.softdelete.PurgeShapes.Article;
import dev.ashlar.softdelete.PurgeShapes.Car;
import dev.ashlar.softdelete.PurgeShapes.Cat;
import dev.ashlar.softdelete.PurgeShapes.Device;
import dev.ashlar.softdelete.PurgeShapes.Dog;
import dev.ashlar.softdelete.PurgeShapes.Folder;
import dev.ashlar.softdelete.PurgeShapes.Line;
import dev.ashlar.softdelete.PurgeShapes.Lyrics;
import dev.ashlar.softdelete.PurgeShapes.Paper;
import dev.ashlar.softdelete.PurgeShapes.Phone;
import dev.ashlar.softdelete.PurgeShapes.Remark;
import dev.ashlar.softdelete.PurgeShapes.Ring;
import dev.ashlar.softdelete.PurgeShapes.Song;
import dev.ashlar.softdelete.PurgeShapes.Track;
import dev.ashlar.softdelete.PurgeShapes.TreeNode;
import dev.ashlar.softdelete.PurgeShapes.Vehicle;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlKind;
import dev.ashlar.testkit.SqlLog;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Purges along every kind of foreign key and through every kind of inheritance. */
@PersistenceTest(
        entities = {
            TreeNode.class,
            Ring.class,
            Article.class,
            Remark.class,
            Animal.class,
            Cat.class,
            Dog.class,
            Device.class,
            Phone.class,
            Vehicle.class,
            Car.class,
            Line.class,
            Song.class,
            Track.class,
            Album.class,
            Lyrics.class,
            Folder.class,
            Paper.class
        })
class PurgeShapesTest {

    private final SessionFactory factory;
    private final Retention retention;

    PurgeShapesTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
        this.retention = SoftDeletes.of(factory);
    }

    private void store(Object... entities) {
        factory.inTransaction(session -> List.of(entities).forEach(session::persist));
    }

    private void remove(Object... entities) {
        factory.inTransaction(session -> {
            for (Object entity : entities) {
                session.remove(session.merge(entity));
            }
        });
    }

    private long count(String table) {
        return factory.fromSession(
                session -> ((Number) session.createNativeQuery("select count(*) from " + table, Object.class)
                                .getSingleResult())
                        .longValue());
    }

    private static TreeNode under(TreeNode parent) {
        TreeNode node = new TreeNode();
        node.parent = parent;
        return node;
    }

    @Test
    void deletesATreeLeafFirst() {
        TreeNode root = new TreeNode();
        List<TreeNode> all = new ArrayList<>(List.of(root));
        for (int i = 0; i < 30; i++) {
            all.add(under(all.get(i / 2)));
        }
        store(all.toArray());
        remove(all.toArray());

        PurgeReport report = retention.purge(TreeNode.class).chunksOf(4).run();

        assertThat(report.of(TreeNode.class)).isEqualTo(new PurgeReport.OfType(TreeNode.class, 31, 0, 0, Map.of(), 8));
        assertThat(count("TreeNode")).isZero();
    }

    @Test
    void keepsThePathToALiveLeaf() {
        TreeNode root = new TreeNode();
        TreeNode middle = under(root);
        TreeNode leaf = under(middle);
        TreeNode sibling = under(root);
        store(root, middle, leaf, sibling);
        remove(root, middle, sibling);

        PurgeReport report = retention.purge(TreeNode.class).run();

        assertThat(report.of(TreeNode.class))
                .isEqualTo(new PurgeReport.OfType(TreeNode.class, 1, 0, 2, Map.of("TreeNode.parent", 2L), 1));
        assertThat(count("TreeNode")).isEqualTo(3);
    }

    @Test
    void deletesARowThatRefersToItself(Engine engine) {
        Ring ring = new Ring();
        ring.next = ring;
        TreeNode node = new TreeNode();
        node.parent = node;
        store(ring, node);
        remove(ring, node);

        PurgeReport report = retention.purge().run();
        // InnoDB keeps a row that refers to itself; the ring's key cannot be null, so it is reported there.
        assertThat(report.total()).as(report.toString()).isEqualTo(engine == Engine.MARIADB ? 1 : 2);
    }

    @Test
    void keepsACircleThatCannotBeOpened() {
        Ring first = new Ring();
        first.next = first;
        Ring second = new Ring();
        second.next = first;
        Ring third = new Ring();
        third.next = second;
        store(first, second, third);
        factory.inTransaction(session -> session.find(Ring.class, first.id).next = session.find(Ring.class, second.id));
        first.next = second;
        remove(first, second, third);

        assertThat(retention.purge().dryRun().of(Ring.class).purged()).isEqualTo(1);
        assertThat(retention.purge().run().of(Ring.class))
                .isEqualTo(new PurgeReport.OfType(Ring.class, 1, 0, 2, Map.of("Ring.next", 2L), 1));
        assertThat(count("Ring")).isEqualTo(2);
    }

    private List<Object> pinned() {
        Article article = new Article();
        Remark pinned = new Remark();
        pinned.article = article;
        Remark other = new Remark();
        other.article = article;
        store(article, pinned, other);
        factory.inTransaction(
                session -> session.find(Article.class, article.id).pinned = session.find(Remark.class, pinned.id));
        article.pinned = pinned;
        return List.of(article, pinned, other);
    }

    @Test
    void opensACircleByAColumnThatMayBeNull() {
        List<Object> first = pinned();
        List<Object> second = pinned();
        remove(first.toArray());
        remove(second.toArray());

        PurgeReport dry = retention.purge().chunksOf(1).dryRun();
        PurgeReport report = retention.purge().chunksOf(1).run();

        assertThat(report.total()).isEqualTo(6);
        assertThat(report.types()).isEqualTo(dry.types());
        assertThat(count("Article") + count("Remark")).isZero();
    }

    @Test
    void opensACircleOfRowsOfOneKind() {
        TreeNode first = new TreeNode();
        TreeNode second = under(first);
        store(first, second);
        factory.inTransaction(
                session -> session.find(TreeNode.class, first.id).parent = session.find(TreeNode.class, second.id));
        first.parent = second;
        remove(first, second);

        assertThat(retention.purge().chunksOf(1).run().total()).isEqualTo(2);
    }

    @Test
    void doesNotTouchTheColumnsOfACircleThatStays() {
        List<Object> rows = pinned();
        remove(rows.get(0), rows.get(1)); // the other remark is live

        assertThat(retention.purge().run().total()).isZero();

        assertThat(count("Article where pinned_id is not null")).isEqualTo(1);
    }

    @Test
    void deletesThroughThreeKindsOfInheritance(SqlLog log) {
        Car car = new Car();
        Vehicle plain = new Vehicle();
        Phone phone = new Phone();
        Device device = new Device();
        Cat cat = new Cat();
        Dog dog = new Dog();
        car.plates.add("B-1");
        phone.labels.add("p");
        device.labels.add("d");
        cat.names.add("Tom");
        phone.within = car;
        device.within = plain;
        car.mascot = dog;
        cat.toy = phone;
        store(dog, car, plain, phone, device, cat);
        remove(dog, car, plain, phone, device, cat);

        PurgeReport report = retention.purge().run();

        assertThat(report.total()).isEqualTo(6);
        for (Class<?> type : List.of(Car.class, Vehicle.class, Phone.class, Device.class, Cat.class, Dog.class)) {
            assertThat(report.of(type).purged()).as(type.getSimpleName()).isEqualTo(1);
        }
        for (String table : List.of(
                "Car", "Vehicle", "Phone", "Device", "Animal", "Vehicle_plates", "Device_labels", "Animal_names")) {
            assertThat(count(table)).as(table).isZero();
        }
        assertThat(log.statements()).noneMatch(statement -> statement.kind() == SqlKind.OTHER);
    }

    @Test
    void keepsWhatSubclassesReferTo() {
        Car car = new Car();
        Phone phone = new Phone();
        Phone newer = new Phone();
        Dog dog = new Dog();
        Cat cat = new Cat();
        car.mascot = dog;
        phone.successor = newer;
        cat.toy = phone;
        newer.within = car;
        store(dog, car, newer, phone, cat);
        remove(dog, car, newer, phone);

        PurgeReport report = retention.purge().run();

        assertThat(report.total()).isZero();
        assertThat(report.of(Phone.class).referencedBy()).isEqualTo(Map.of("Cat.toy", 1L, "Phone.successor", 1L));
        assertThat(report.of(Car.class).referencedBy()).isEqualTo(Map.of("Device.within", 1L));
        assertThat(report.of(Dog.class).referencedBy()).isEqualTo(Map.of("Car.mascot", 1L));
    }

    @Test
    void takesASubclassAlone() {
        Car car = new Car();
        Vehicle plain = new Vehicle();
        store(car, plain);
        remove(car, plain);

        assertThat(retention
                        .purge(Car.class)
                        .holding((row, builder) -> builder.isNotNull(row.get("mascot")))
                        .run()
                        .total())
                .isEqualTo(1);
        assertThat(count("Vehicle")).isEqualTo(1);
    }

    @Test
    void deletesByKeysOfSeveralColumns() {
        Line first = new Line(1, 1);
        Line second = new Line(1, 2);
        Line third = new Line(2, 1);
        Line fourth = new Line(2, 2);
        first.texts.add("x");
        second.corrected = first;
        fourth.corrected = third;
        store(first, second, third, fourth);
        remove(first, second, third);

        PurgeReport report = retention
                .purge(Line.class)
                .holding((row, builder) -> builder.equal(row.get("position"), 7))
                .run();

        assertThat(report.of(Line.class))
                .isEqualTo(new PurgeReport.OfType(Line.class, 2, 0, 1, Map.of("Line.corrected", 1L), 1));
        assertThat(count("Line_texts")).isZero();
        assertThat(count("Line")).isEqualTo(2);
    }

    @Test
    void keepsWhatIsReferredToInAnyWay() {
        refers("Album.hit", (album, song) -> album.hit = song);
        refers("Album.byCode", (album, song) -> album.byCode = song);
        refers("Album.bonus", (album, song) -> album.bonus = song);
        refers("Album.opener.song", (album, song) -> album.opener = new Track(song));
        refers("Album.tracks.song", (album, song) -> album.tracks.add(new Track(song)));
        refers("Album.notes key", (album, song) -> album.notes.put(song, "loud"));
    }

    private void refers(String name, BiConsumer<Album, Song> reference) {
        Song song = new Song(name);
        Album album = new Album();
        reference.accept(album, song);
        store(song, album);
        remove(song);

        assertThat(retention.purge(Song.class).run().of(Song.class))
                .isEqualTo(new PurgeReport.OfType(Song.class, 0, 0, 1, Map.of(name, 1L), 0));

        factory.inTransaction(session -> session.remove(session.find(Album.class, album.id)));
        assertThat(retention.purge(Song.class).run().total()).isEqualTo(1);
    }

    @Test
    void keepsWhatSharesItsKey() {
        Song song = new Song("a");
        Lyrics lyrics = new Lyrics();
        lyrics.song = song;
        store(song, lyrics);
        remove(song);

        assertThat(retention.purge(Song.class).run().of(Song.class).referencedBy())
                .isEqualTo(Map.of("Lyrics.song", 1L));
    }

    @Test
    void deletesJoinRowsOfALiveOwner() {
        Song song = new Song("a");
        Song live = new Song("b");
        Album album = new Album();
        album.samples.add(song);
        album.samples.add(live);
        store(song, live, album);
        remove(song);

        assertThat(retention.purge().run().total()).isEqualTo(1);
        assertThat(count("Album_Song")).isEqualTo(1);
    }

    @Test
    void knowsThatAChildRefersByACollectionOfItsParent() {
        Folder folder = new Folder();
        Paper paper = new Paper();
        Paper copy = new Paper();
        folder.papers.add(paper);
        folder.copies.add(copy);
        store(paper, copy, folder);
        remove(folder, copy);

        PurgeReport report = retention.purge().run();
        assertThat(report.of(Folder.class).referencedBy()).isEqualTo(Map.of("Folder.papers", 1L));
        assertThat(report.of(Paper.class).purged()).isEqualTo(1);
        assertThat(count("folder_copies")).isZero();

        factory.inTransaction((Session session) -> session.remove(session.find(Paper.class, paper.id)));
        assertThat(retention.purge().run().total()).isEqualTo(2);
    }
}
