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
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.TableGenerator;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.annotations.ListIndexBase;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;

/** Columns and tables whose names Hibernate makes in one of its less travelled ways. */
class NamingColumnsTest {

    @EachEngine
    void makesAllOfThemSnakeCase(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(
                    database,
                    "naming",
                    Map.of(NAMING, PLURAL_SNAKE_CASE),
                    BigBox.class,
                    Shape.class,
                    RoundShape.class,
                    BoxLabel.class,
                    BoxKeeper.class,
                    FlatParcel.class,
                    RoundParcel.class);
            List<String> names = Catalog.names(database);

            assertThat(names)
                    .contains(
                            "table big_boxes",
                            "column big_boxes.box_tenant",
                            "column big_boxes.lock_version",
                            "column big_boxes.deleted",
                            "column big_boxes.packed_at",
                            "column big_boxes.packed_at_tz",
                            "column big_boxes.any_content",
                            "column big_boxes.any_content_id",
                            "column big_boxes.inner_width_mm",
                            "column big_boxes.outer_width_mm",
                            "column big_boxes.lid_shape_dtype",
                            "column big_boxes.lid_color")
                    .contains(
                            "column big_boxes_text_lines.text_lines_order",
                            "column big_boxes_label_counts.label_counts_key",
                            "column big_boxes_label_counts.label_counts",
                            "column big_boxes_label_counts.big_box_id",
                            "column big_boxes_keepers_by_labels.keepers_by_label_key",
                            "column big_boxes_keepers_by_labels.keepers_by_label_box_label_id",
                            "column big_boxes_inner_parts.part_code")
                    .contains("table big_boxes_main_labels", "column big_boxes_main_labels.main_label_id")
                    .contains("column box_labels.labels_id", "foreign key box_labels.fk_box_labels_big_boxes")
                    .contains("column box_keepers.box_label_id", "primary key " + pk(engine, "box_keepers"))
                    .contains("foreign key box_keepers.fk_box_keepers_box_labels")
                    .contains("column flat_parcels.parcel_kind", "column parcel_extras.id")
                    .contains("table box_numbers");
            assertThat(names).allMatch(name -> name.matches("[a-z ]+ [a-z0-9_.]+"));
        }
    }

    private static String pk(Engine engine, String table) {
        return table + (engine == Engine.MARIADB ? ".primary" : ".pk_" + table);
    }

    @Entity(name = "BigBox")
    @SoftDelete
    static class BigBox {

        @Id
        @GeneratedValue(strategy = GenerationType.TABLE, generator = "boxNumber")
        @TableGenerator(name = "boxNumber")
        Long id;

        @TenantId
        String boxTenant;

        @Version
        int lockVersion;

        @TimeZoneStorage(TimeZoneStorageType.COLUMN)
        OffsetDateTime packedAt;

        @Any
        @AnyKeyJavaClass(Long.class)
        @JoinColumn
        Object anyContent;

        @Embedded
        @EmbeddedColumnNaming("inner_%s")
        Size innerSize;

        @Embedded
        @EmbeddedColumnNaming("outer_%s")
        Size outerSize;

        @Embedded
        Shape lidShape;

        @ElementCollection
        @OrderColumn
        List<String> textLines;

        @ElementCollection
        Map<String, Integer> labelCounts;

        @ManyToMany
        Map<BoxLabel, BoxKeeper> keepersByLabel;

        @ElementCollection
        Set<Part> innerParts;

        @ManyToOne
        @JoinTable
        BoxLabel mainLabel;

        @OneToMany
        @JoinColumn
        Set<BoxLabel> labels;
    }

    @Embeddable
    static class Size {
        int widthMm;
    }

    @Embeddable
    static class Shape {
        String lidColor;
    }

    @Embeddable
    static class RoundShape extends Shape {
        Integer lidRadius;
    }

    @Embeddable
    static class Part {
        String partCode;
    }

    @Entity(name = "BoxLabel")
    static class BoxLabel {

        @Id
        Long id;
    }

    @Entity(name = "BoxKeeper")
    static class BoxKeeper {

        @Id
        Long id;

        @OneToOne
        @MapsId
        BoxLabel boxLabel;
    }

    @Entity(name = "FlatParcel")
    @DiscriminatorColumn(name = "parcel_kind")
    @SecondaryTable(name = "parcel_extras", pkJoinColumns = @PrimaryKeyJoinColumn)
    static class FlatParcel {

        @Id
        Long id;
    }

    @Entity(name = "RoundParcel")
    static class RoundParcel extends FlatParcel {

        @ElementCollection
        @ListIndexBase(1)
        Collection<String> roundNotes;
    }
}
