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

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Entities with every kind of foreign key. */
final class PurgeShapes {

    private PurgeShapes() {}

    /** Has an identifier and marks. */
    @MappedSuperclass
    abstract static class Marked implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    /** A tree without cascade. */
    @Entity(name = "TreeNode")
    @SoftDeletable
    static class TreeNode extends Marked {
        @ManyToOne(fetch = FetchType.LAZY)
        TreeNode parent;
    }

    /** A ring that never opens. */
    @Entity(name = "Ring")
    @SoftDeletable
    static class Ring extends Marked {
        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        Ring next;
    }

    /** Refers to one of the remarks that refer to it. */
    @Entity(name = "Article")
    @SoftDeletable
    static class Article extends Marked {
        @ManyToOne(fetch = FetchType.LAZY)
        Remark pinned;
    }

    /** Of an article. */
    @Entity(name = "Remark")
    @SoftDeletable
    static class Remark extends Marked {
        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        Article article;
    }

    /** One table. */
    @Entity(name = "Animal")
    @SoftDeletable
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    abstract static class Animal extends Marked {
        @ElementCollection
        Set<String> names = new HashSet<>();
    }

    /** Refers by a column of the one table. */
    @Entity(name = "Cat")
    @DiscriminatorValue("c")
    static class Cat extends Animal {
        @ManyToOne(fetch = FetchType.LAZY)
        Device toy;
    }

    /** Refers to nothing. */
    @Entity(name = "Dog")
    @DiscriminatorValue("d")
    static class Dog extends Animal {}

    /** A table for each class. */
    @Entity(name = "Device")
    @SoftDeletable
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Device extends Marked {
        @ManyToOne(fetch = FetchType.LAZY)
        Vehicle within;

        @ElementCollection
        Set<String> labels = new HashSet<>();
    }

    /** Refers by a column of its own table. */
    @Entity(name = "Phone")
    static class Phone extends Device {
        @ManyToOne(fetch = FetchType.LAZY)
        Phone successor;
    }

    /** Joined tables. */
    @Entity(name = "Vehicle")
    @SoftDeletable
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle extends Marked {
        @ElementCollection
        Set<String> plates = new HashSet<>();
    }

    /** Refers by a column of the joined table. */
    @Entity(name = "Car")
    static class Car extends Vehicle {
        @ManyToOne(fetch = FetchType.LAZY)
        Animal mascot;
    }

    /** Two columns. */
    static class LineId implements Serializable {
        private static final long serialVersionUID = 1L;
        Long bill;
        int position;

        protected LineId() {}

        LineId(Long bill, int position) {
            this.bill = bill;
            this.position = position;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LineId id && id.bill.equals(bill) && id.position == position;
        }

        @Override
        public int hashCode() {
            return bill.hashCode() + position;
        }
    }

    /** With two columns for its key. */
    @Entity(name = "Line")
    @SoftDeletable
    @IdClass(LineId.class)
    static class Line implements Deletable {
        @Id
        Long bill;

        @Id
        int position;

        Deletion deletion;

        @ElementCollection
        Set<String> texts = new HashSet<>();

        @ManyToOne(fetch = FetchType.LAZY)
        Line corrected;

        protected Line() {}

        Line(long bill, int position) {
            this.bill = bill;
            this.position = position;
        }

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    /** What others refer to. */
    @Entity(name = "Song")
    @SoftDeletable
    static class Song extends Marked {
        @Column(unique = true)
        String code;

        protected Song() {}

        Song(String code) {
            this.code = code;
        }
    }

    /** A place in an album. */
    @Embeddable
    static class Track {
        int minutes;

        @ManyToOne(fetch = FetchType.LAZY)
        Song song;

        protected Track() {}

        Track(Song song) {
            this.song = song;
        }
    }

    /** Not soft-deletable; refers in every way. */
    @Entity(name = "Album")
    static class Album {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Song hit;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "code", referencedColumnName = "code")
        Song byCode;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinTable(name = "album_bonus")
        Song bonus;

        Track opener;

        @ElementCollection
        Set<Track> tracks = new HashSet<>();

        @ElementCollection
        @MapKeyJoinColumn(name = "song_id")
        Map<Song, String> notes = new HashMap<>();

        @ManyToMany
        Set<Song> samples = new HashSet<>();
    }

    /** Has the key of its song. */
    @Entity(name = "Lyrics")
    static class Lyrics {
        @Id
        Long id;

        @MapsId
        @OneToOne(fetch = FetchType.LAZY)
        Song song;
    }

    /** Has its papers without their knowing. */
    @Entity(name = "Folder")
    @SoftDeletable
    static class Folder extends Marked {
        @OneToMany
        @JoinColumn(name = "folder_id")
        Set<Paper> papers = new HashSet<>();

        @OneToMany
        @JoinTable(name = "folder_copies")
        Set<Paper> copies = new HashSet<>();
    }

    /** In a folder. */
    @Entity(name = "Paper")
    @SoftDeletable
    static class Paper extends Marked {}
}
