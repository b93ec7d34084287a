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
package dev.ashlar.audit.columns;

import dev.ashlar.audit.Accountable;
import dev.ashlar.audit.AuditColumns;
import dev.ashlar.audit.CreatedBy;
import dev.ashlar.audit.UpdatedBy;
import dev.ashlar.core.Actor;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.SecondaryRow;
import org.jspecify.annotations.Nullable;

/** The places that an actor can stand in, one entity class each. */
@MappedSuperclass
abstract class Placement {

    static final List<Class<? extends Placement>> ALL = List.of(
            OnField.class,
            OnFieldDynamic.class,
            OnFieldUnversioned.class,
            OnLong.class,
            OnInteger.class,
            OnUuid.class,
            OnReference.class,
            OnReferenceDynamic.class,
            OnIdentity.class,
            OnGetter.class,
            InMappedSuperclass.class,
            InJoinedRoot.class,
            InJoinedSubclass.class,
            InSingleTableSubclass.class,
            InUnionSubclass.class,
            InSecondaryTable.class,
            InRecord.class,
            InRecordDynamic.class,
            InEmbeddable.class,
            InEmbeddableDynamic.class,
            InNestedEmbeddable.class,
            InEmbeddableReference.class);

    /** What the application's users are. */
    @Entity(name = "Account")
    static class Account {
        @Id
        Long id;

        Account() {}

        Account(Long id) {
            this.id = id;
        }
    }

    /** What an actor is known by. */
    enum Key {
        TEXT,
        LONG,
        INTEGER,
        UUID,
        REFERENCE;

        Actor actor(int number) {
            String name = "actor" + number;
            return this == TEXT ? Actor.user(name) : Actor.user(name, value(number));
        }

        Object value(int number) {
            return switch (this) {
                case TEXT -> "actor" + number;
                case LONG, REFERENCE -> (long) number;
                case INTEGER -> number;
                case UUID -> new UUID(0, number);
            };
        }
    }

    String title;
    String note;

    abstract @Nullable Long id();

    abstract void identify(Long id);

    /** What a detached copy needs of the row. */
    void versioned() {}

    abstract @Nullable Object created();

    abstract @Nullable Object updated();

    /** The table that the actors are in. */
    abstract String table();

    Key key() {
        return Key.TEXT;
    }

    @MappedSuperclass
    abstract static class Unversioned extends Placement {
        @Id
        Long id;

        @Override
        Long id() {
            return id;
        }

        @Override
        void identify(Long id) {
            this.id = id;
        }
    }

    @MappedSuperclass
    abstract static class Versioned extends Unversioned {
        @Version
        Integer version;

        @Override
        void versioned() {
            version = 0;
        }
    }

    @MappedSuperclass
    abstract static class Identity extends Placement {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Version
        Integer version;

        @Override
        Long id() {
            return id;
        }

        @Override
        void identify(Long id) {
            this.id = id;
        }

        @Override
        void versioned() {
            version = 0;
        }
    }

    @Entity(name = "OnField")
    static class OnField extends Versioned {
        @CreatedBy
        @Column(name = "created_by")
        String createdBy;

        @UpdatedBy
        @Column(name = "updated_by")
        String updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        String table() {
            return "OnField";
        }
    }

    @Entity(name = "OnFieldDynamic")
    @DynamicUpdate
    @DynamicInsert
    static class OnFieldDynamic extends Versioned {
        @CreatedBy
        @Column(name = "created_by")
        String createdBy;

        @UpdatedBy
        @Column(name = "updated_by")
        String updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        String table() {
            return "OnFieldDynamic";
        }
    }

    @Entity(name = "OnFieldUnversioned")
    static class OnFieldUnversioned extends Unversioned {
        @CreatedBy
        @Column(name = "created_by")
        String createdBy;

        @UpdatedBy
        @Column(name = "updated_by")
        String updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        String table() {
            return "OnFieldUnversioned";
        }
    }

    @Entity(name = "OnLong")
    static class OnLong extends Versioned {
        @CreatedBy
        @Column(name = "created_by")
        Long createdBy;

        @UpdatedBy
        @Column(name = "updated_by")
        Long updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        Key key() {
            return Key.LONG;
        }

        @Override
        String table() {
            return "OnLong";
        }
    }

    @Entity(name = "OnInteger")
    static class OnInteger extends Versioned {
        @CreatedBy
        @Column(name = "created_by")
        Integer createdBy;

        @UpdatedBy
        @Column(name = "updated_by")
        Integer updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        Key key() {
            return Key.INTEGER;
        }

        @Override
        String table() {
            return "OnInteger";
        }
    }

    @Entity(name = "OnUuid")
    @DynamicUpdate
    @DynamicInsert
    static class OnUuid extends Versioned {
        @CreatedBy
        @Column(name = "created_by")
        UUID createdBy;

        @UpdatedBy
        @Column(name = "updated_by")
        UUID updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        Key key() {
            return Key.UUID;
        }

        @Override
        String table() {
            return "OnUuid";
        }
    }

    @Entity(name = "OnReference")
    static class OnReference extends Versioned {
        @CreatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "created_by")
        Account createdBy;

        @UpdatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "updated_by")
        Account updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        Key key() {
            return Key.REFERENCE;
        }

        @Override
        String table() {
            return "OnReference";
        }
    }

    @Entity(name = "OnReferenceDynamic")
    @DynamicUpdate
    @DynamicInsert
    static class OnReferenceDynamic extends Versioned {
        @CreatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "created_by")
        Account createdBy;

        @UpdatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "updated_by")
        Account updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        Key key() {
            return Key.REFERENCE;
        }

        @Override
        String table() {
            return "OnReferenceDynamic";
        }
    }

    @Entity(name = "OnIdentity")
    static class OnIdentity extends Identity {
        @CreatedBy
        @Column(name = "created_by")
        String createdBy;

        @UpdatedBy
        @Column(name = "updated_by")
        String updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        String table() {
            return "OnIdentity";
        }
    }

    @Entity(name = "OnGetter")
    static class OnGetter extends Versioned {
        @Transient
        private String createdBy;

        @Transient
        private String updatedBy;

        @CreatedBy
        @Access(AccessType.PROPERTY)
        @Column(name = "created_by")
        public String getCreatedBy() {
            return createdBy;
        }

        public void setCreatedBy(String createdBy) {
            this.createdBy = createdBy;
        }

        @UpdatedBy
        @Access(AccessType.PROPERTY)
        @Column(name = "updated_by")
        public String getUpdatedBy() {
            return updatedBy;
        }

        public void setUpdatedBy(String updatedBy) {
            this.updatedBy = updatedBy;
        }

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        String table() {
            return "OnGetter";
        }
    }

    @MappedSuperclass
    abstract static class Base extends Versioned {
        @CreatedBy
        @Column(name = "created_by")
        String createdBy;

        @UpdatedBy
        @Column(name = "updated_by")
        String updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }
    }

    @Entity(name = "InMappedSuperclass")
    static class InMappedSuperclass extends Base {
        @Override
        String table() {
            return "InMappedSuperclass";
        }
    }

    @Entity(name = "JoinedRoot")
    @Inheritance(strategy = InheritanceType.JOINED)
    abstract static class JoinedRoot extends Base {
        @Override
        String table() {
            return "JoinedRoot";
        }
    }

    @Entity(name = "InJoinedRoot")
    static class InJoinedRoot extends JoinedRoot {
        String more = "more";
    }

    @Entity(name = "PlainRoot")
    @Inheritance(strategy = InheritanceType.JOINED)
    abstract static class PlainRoot extends Versioned {}

    @Entity(name = "InJoinedSubclass")
    static class InJoinedSubclass extends PlainRoot {
        @CreatedBy
        @Column(name = "created_by")
        String createdBy;

        @UpdatedBy
        @Column(name = "updated_by")
        String updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        String table() {
            return "InJoinedSubclass";
        }
    }

    @Entity(name = "SingleTableRoot")
    abstract static class SingleTableRoot extends Versioned {
        @Override
        String table() {
            return "SingleTableRoot";
        }
    }

    @Entity(name = "InSingleTableSubclass")
    static class InSingleTableSubclass extends SingleTableRoot {
        @CreatedBy
        @Column(name = "created_by")
        String createdBy;

        @UpdatedBy
        @Column(name = "updated_by")
        String updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }
    }

    @Entity(name = "UnionRoot")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    abstract static class UnionRoot extends Base {}

    @Entity(name = "InUnionSubclass")
    static class InUnionSubclass extends UnionRoot {
        String more = "more";

        @Override
        String table() {
            return "InUnionSubclass";
        }
    }

    @Entity(name = "InSecondaryTable")
    @SecondaryTable(name = "SecondaryStamps")
    @SecondaryRow(table = "SecondaryStamps", optional = false)
    static class InSecondaryTable extends Versioned {
        @CreatedBy
        @Column(name = "created_by", table = "SecondaryStamps")
        String createdBy;

        @UpdatedBy
        @Column(name = "updated_by", table = "SecondaryStamps")
        String updatedBy;

        @Override
        Object created() {
            return createdBy;
        }

        @Override
        Object updated() {
            return updatedBy;
        }

        @Override
        String table() {
            return "SecondaryStamps";
        }
    }

    @Entity(name = "InRecord")
    static class InRecord extends Versioned implements Accountable {
        @Embedded
        AuditColumns columns;

        @Override
        public AuditColumns getAuditColumns() {
            return columns;
        }

        @Override
        Object created() {
            return createdBy().orElse(null);
        }

        @Override
        Object updated() {
            return updatedBy().orElse(null);
        }

        @Override
        String table() {
            return "InRecord";
        }
    }

    @Entity(name = "InRecordDynamic")
    @DynamicUpdate
    @DynamicInsert
    static class InRecordDynamic extends Versioned implements Accountable {
        @Embedded
        AuditColumns columns;

        @Override
        public AuditColumns getAuditColumns() {
            return columns;
        }

        @Override
        Object created() {
            return createdBy().orElse(null);
        }

        @Override
        Object updated() {
            return updatedBy().orElse(null);
        }

        @Override
        String table() {
            return "InRecordDynamic";
        }
    }

    /** Stamps beside an attribute of the application's own. */
    @Embeddable
    static class Life {
        @CreatedBy
        @Column(name = "created_by")
        String createdBy;

        @UpdatedBy
        @Column(name = "updated_by")
        String updatedBy;

        String place;
    }

    @Entity(name = "InEmbeddable")
    static class InEmbeddable extends Versioned {
        @Embedded
        Life life;

        @Override
        Object created() {
            return life == null ? null : life.createdBy;
        }

        @Override
        Object updated() {
            return life == null ? null : life.updatedBy;
        }

        @Override
        String table() {
            return "InEmbeddable";
        }
    }

    @Entity(name = "InEmbeddableDynamic")
    @DynamicUpdate
    static class InEmbeddableDynamic extends Versioned {
        @Embedded
        Life life;

        @Override
        Object created() {
            return life == null ? null : life.createdBy;
        }

        @Override
        Object updated() {
            return life == null ? null : life.updatedBy;
        }

        @Override
        String table() {
            return "InEmbeddableDynamic";
        }
    }

    @Embeddable
    static class Outer {
        @Embedded
        Life life;

        String shell;
    }

    @Entity(name = "InNestedEmbeddable")
    static class InNestedEmbeddable extends Versioned {
        @Embedded
        Outer outer;

        @Override
        Object created() {
            return outer == null || outer.life == null ? null : outer.life.createdBy;
        }

        @Override
        Object updated() {
            return outer == null || outer.life == null ? null : outer.life.updatedBy;
        }

        @Override
        String table() {
            return "InNestedEmbeddable";
        }
    }

    @Embeddable
    static class Pointers {
        @CreatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "created_by")
        Account createdBy;

        @UpdatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "updated_by")
        Account updatedBy;
    }

    @Entity(name = "InEmbeddableReference")
    static class InEmbeddableReference extends Versioned {
        @Embedded
        Pointers pointers;

        @Override
        Object created() {
            return pointers == null ? null : pointers.createdBy;
        }

        @Override
        Object updated() {
            return pointers == null ? null : pointers.updatedBy;
        }

        @Override
        Key key() {
            return Key.REFERENCE;
        }

        @Override
        String table() {
            return "InEmbeddableReference";
        }
    }
}
