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
package dev.ashlar.core.stamps;

import dev.ashlar.core.CreatedAt;
import dev.ashlar.core.Timestamped;
import dev.ashlar.core.Timestamps;
import dev.ashlar.core.UpdatedAt;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The places that a stamp can stand in, one entity class each. */
@MappedSuperclass
abstract class Placement {

    static final List<Class<? extends Placement>> ALL = List.of(
            OnField.class,
            OnFieldDynamic.class,
            OnGetter.class,
            InMappedSuperclass.class,
            InJoinedRoot.class,
            InJoinedSubclass.class,
            InSingleTableSubclass.class,
            InRecord.class,
            InRecordDynamic.class,
            InEmbeddable.class,
            InEmbeddableDynamic.class,
            InNestedEmbeddable.class);

    @Id
    Long id;

    @Version
    Integer version;

    String title;
    String note;

    abstract @Nullable Instant created();

    abstract @Nullable Instant updated();

    /** The table that the stamps are in. */
    abstract String table();

    @Entity(name = "OnField")
    static class OnField extends Placement {
        @CreatedAt
        @Column(name = "created_at", nullable = false)
        Instant createdAt;

        @UpdatedAt
        @Column(name = "updated_at", nullable = false)
        Instant updatedAt;

        @Override
        Instant created() {
            return createdAt;
        }

        @Override
        Instant updated() {
            return updatedAt;
        }

        @Override
        String table() {
            return "OnField";
        }
    }

    @Entity(name = "OnFieldDynamic")
    @DynamicUpdate
    @DynamicInsert
    static class OnFieldDynamic extends Placement {
        @CreatedAt
        @Column(name = "created_at", nullable = false)
        Instant createdAt;

        @UpdatedAt
        @Column(name = "updated_at", nullable = false)
        Instant updatedAt;

        @Override
        Instant created() {
            return createdAt;
        }

        @Override
        Instant updated() {
            return updatedAt;
        }

        @Override
        String table() {
            return "OnFieldDynamic";
        }
    }

    @Entity(name = "OnGetter")
    static class OnGetter extends Placement {
        @Transient
        private Instant createdAt;

        @Transient
        private Instant updatedAt;

        @CreatedAt
        @Access(AccessType.PROPERTY)
        @Column(name = "created_at", nullable = false)
        public Instant getCreatedAt() {
            return createdAt;
        }

        public void setCreatedAt(Instant createdAt) {
            this.createdAt = createdAt;
        }

        @UpdatedAt
        @Access(AccessType.PROPERTY)
        @Column(name = "updated_at", nullable = false)
        public Instant getUpdatedAt() {
            return updatedAt;
        }

        public void setUpdatedAt(Instant updatedAt) {
            this.updatedAt = updatedAt;
        }

        @Override
        Instant created() {
            return createdAt;
        }

        @Override
        Instant updated() {
            return updatedAt;
        }

        @Override
        String table() {
            return "OnGetter";
        }
    }

    @MappedSuperclass
    abstract static class Base extends Placement {
        @CreatedAt
        @Column(name = "created_at", nullable = false)
        Instant createdAt;

        @UpdatedAt
        @Column(name = "updated_at", nullable = false)
        Instant updatedAt;

        @Override
        Instant created() {
            return createdAt;
        }

        @Override
        Instant updated() {
            return updatedAt;
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
    abstract static class PlainRoot extends Placement {}

    @Entity(name = "InJoinedSubclass")
    static class InJoinedSubclass extends PlainRoot {
        @CreatedAt
        @Column(name = "created_at", nullable = false)
        Instant createdAt;

        @UpdatedAt
        @Column(name = "updated_at", nullable = false)
        Instant updatedAt;

        @Override
        Instant created() {
            return createdAt;
        }

        @Override
        Instant updated() {
            return updatedAt;
        }

        @Override
        String table() {
            return "InJoinedSubclass";
        }
    }

    @Entity(name = "SingleTableRoot")
    abstract static class SingleTableRoot extends Placement {
        @Override
        String table() {
            return "SingleTableRoot";
        }
    }

    @Entity(name = "InSingleTableSubclass")
    static class InSingleTableSubclass extends SingleTableRoot {
        @CreatedAt
        @Column(name = "created_at")
        Instant createdAt;

        @UpdatedAt
        @Column(name = "updated_at")
        Instant updatedAt;

        @Override
        Instant created() {
            return createdAt;
        }

        @Override
        Instant updated() {
            return updatedAt;
        }
    }

    @Entity(name = "InRecord")
    static class InRecord extends Placement implements Timestamped {
        @Embedded
        Timestamps timestamps;

        @Override
        public Timestamps getTimestamps() {
            return timestamps;
        }

        @Override
        Instant created() {
            return getCreatedAt();
        }

        @Override
        Instant updated() {
            return getUpdatedAt();
        }

        @Override
        String table() {
            return "InRecord";
        }
    }

    @Entity(name = "InRecordDynamic")
    @DynamicUpdate
    @DynamicInsert
    static class InRecordDynamic extends Placement implements Timestamped {
        @Embedded
        Timestamps timestamps;

        @Override
        public Timestamps getTimestamps() {
            return timestamps;
        }

        @Override
        Instant created() {
            return getCreatedAt();
        }

        @Override
        Instant updated() {
            return getUpdatedAt();
        }

        @Override
        String table() {
            return "InRecordDynamic";
        }
    }

    /** Stamps beside an attribute of the application's own. */
    @Embeddable
    static class Life {
        @CreatedAt
        @Column(name = "created_at", nullable = false)
        Instant createdAt;

        @UpdatedAt
        @Column(name = "updated_at", nullable = false)
        Instant updatedAt;

        String place;
    }

    @Entity(name = "InEmbeddable")
    static class InEmbeddable extends Placement {
        @Embedded
        Life life;

        @Override
        Instant created() {
            return life == null ? null : life.createdAt;
        }

        @Override
        Instant updated() {
            return life == null ? null : life.updatedAt;
        }

        @Override
        String table() {
            return "InEmbeddable";
        }
    }

    @Entity(name = "InEmbeddableDynamic")
    @DynamicUpdate
    static class InEmbeddableDynamic extends Placement {
        @Embedded
        Life life;

        @Override
        Instant created() {
            return life == null ? null : life.createdAt;
        }

        @Override
        Instant updated() {
            return life == null ? null : life.updatedAt;
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
    static class InNestedEmbeddable extends Placement {
        @Embedded
        Outer outer;

        @Override
        Instant created() {
            return outer == null || outer.life == null ? null : outer.life.createdAt;
        }

        @Override
        Instant updated() {
            return outer == null || outer.life == null ? null : outer.life.updatedAt;
        }

        @Override
        String table() {
            return "InNestedEmbeddable";
        }
    }
}
