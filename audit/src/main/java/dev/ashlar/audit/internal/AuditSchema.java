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
package dev.ashlar.audit.internal;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.Masked;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.Note;
import dev.ashlar.audit.internal.seal.AuditSealRow;
import dev.ashlar.audit.internal.touch.Touched;
import dev.ashlar.core.ground.SchemaContributions;
import dev.ashlar.core.ground.SchemaContributor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;

/** The log's indexes, and what is wrong with settings and mappings. */
public final class AuditSchema implements SchemaContributor {

    /** For the service loader. */
    public AuditSchema() {}

    @Override
    public void contribute(SchemaContributions schema) {
        List<String> problems = new ArrayList<>();
        AuditOptions options = AuditOptions.from(schema.settings(), problems);
        problems.forEach(schema.problems()::add);
        for (PersistentClass entity : schema.entities()) {
            Touched.problems(entity).forEach(schema.problems()::add);
            LosableAuthors.problems(entity).forEach(schema.problems()::add);
            if (AuditLog.class.getName().equals(entity.getEntityName())) {
                index(schema, entity, "tableName", "recordId", "id");
                index(schema, entity, "transactionId", "sequence");
                options.indexes().stream().sorted().forEach(name -> index(schema, entity, attribute(name), "id"));
                if (options.monthly()) {
                    MonthlyTable.contribute(schema, entity);
                }
            } else if (AuditSealRow.class.getName().equals(entity.getEntityName())) {
                index(schema, entity, "seal", "place");
                index(schema, entity, "purgedBy");
            } else if (AuditModel.isLogged(entity, options)) {
                refuseMaskedIdentifier(schema, entity);
            }
        }
    }

    private static String attribute(String index) {
        return switch (index) {
            case "created_at" -> "createdAt";
            case "request_id" -> "requestId";
            default -> index;
        };
    }

    private static void index(SchemaContributions schema, PersistentClass entity, String... attributes) {
        Table table = entity.getTable();
        List<Column> columns = Arrays.stream(attributes)
                .map(attribute -> entity.getProperty(attribute).getColumns().get(0))
                .toList();
        Index index = table.getOrCreateIndex(schema.name("idx", table, columns));
        columns.forEach(index::addColumn);
    }

    private static void refuseMaskedIdentifier(SchemaContributions schema, PersistentClass entity) {
        List<Property> parts = new ArrayList<>();
        if (entity.getIdentifierProperty() != null) {
            parts.add(entity.getIdentifierProperty());
        }
        if (entity.getIdentifier() instanceof Component component) {
            parts.addAll(component.getProperties());
        }
        parts.stream()
                .filter(part -> Note.MASKED.isOn(part) || Note.NOT_LOGGED.isOn(part))
                .forEach(part -> schema.problems()
                        .add("An identifier cannot be kept from the log, which names records by it: attribute="
                                + entity.getEntityName() + "." + part.getName() + ". Remove @"
                                + Masked.class.getSimpleName()
                                + " or @NotLogged, or give the entity another identifier."));
    }
}
