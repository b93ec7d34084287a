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

import dev.ashlar.audit.AuditLogged;
import dev.ashlar.audit.CreatedBy;
import dev.ashlar.audit.TouchedByCollections;
import dev.ashlar.audit.UpdatedBy;
import dev.ashlar.core.UpdatedAt;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLock;

/** An owner of each sort of collection, without a version. */
@Entity(name = "Board")
@Inheritance(strategy = InheritanceType.JOINED)
@AuditLogged
@TouchedByCollections
class Board {

    @Id
    Long id;

    String title;

    @CreatedBy
    String createdBy;

    @UpdatedBy
    String updatedBy;

    @UpdatedAt
    Instant updatedAt;

    @Transient
    int preUpdates;

    @ElementCollection
    Set<String> words = new HashSet<>();

    @ElementCollection
    Map<String, Integer> counts = new HashMap<>();

    @ElementCollection
    @OrderColumn
    String[] codes = {"c"};

    @ElementCollection
    List<Line> lines = new ArrayList<>();

    @ManyToMany
    Set<Board> links = new HashSet<>();

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "board_id")
    Set<Pin> pins = new HashSet<>();

    @Embedded
    Extras extras = new Extras();

    @OneToMany(mappedBy = "board", cascade = CascadeType.ALL)
    Set<Remark> remarks = new HashSet<>();

    @ManyToMany(mappedBy = "links")
    Set<Board> linkedFrom = new HashSet<>();

    @ElementCollection
    @OptimisticLock(excluded = true)
    Set<String> views = new HashSet<>();

    Board() {}

    Board(long id) {
        this.id = id;
        title = "first";
        words.add("w");
        counts.put("k", 1);
        lines.add(new Line("l"));
        extras.notes.add("n");
    }

    @PreUpdate
    void count() {
        preUpdates++;
    }

    /** Inherits everything, and writes only what changed. */
    @Entity(name = "DynamicBoard")
    @DynamicUpdate
    static class Dynamic extends Board {
        String more = "more";

        Dynamic() {}

        Dynamic(long id) {
            super(id);
        }
    }

    @Embeddable
    static class Line {
        String text;

        Line() {}

        Line(String text) {
            this.text = text;
        }
    }

    @Embeddable
    static class Extras {
        String motto = "motto";

        @ElementCollection
        Set<String> notes = new HashSet<>();
    }

    @Entity(name = "Pin")
    static class Pin {
        @Id
        Long id;

        Pin() {}

        Pin(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Remark")
    static class Remark {
        @Id
        Long id;

        @ManyToOne
        Board board;

        Remark() {}

        Remark(long id, Board board) {
            this.id = id;
            this.board = board;
        }
    }
}
