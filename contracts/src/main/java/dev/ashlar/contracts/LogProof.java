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
package dev.ashlar.contracts;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditValue;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedEntity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Compares what log rows tell with what happened between two looks at the database. */
final class LogProof {

    private static final int TOLD = 10;

    private final SessionFactoryImplementor factory;
    private final AuditModel model;
    private final LoggedChanges log;
    private final Map<RecordState.Key, RecordState> before;

    private LogProof(SessionFactoryImplementor factory, AuditModel model) {
        this.factory = factory;
        this.model = model;
        this.log = LoggedChanges.since(factory);
        this.before = RecordState.all(factory);
    }

    /** Takes the first look. */
    static LogProof begin(SessionFactoryImplementor factory) {
        return new LogProof(factory, LoggedChanges.modelOf(factory));
    }

    /** Takes the second. */
    void check() {
        Map<RecordState.Key, RecordState> after = RecordState.all(factory);
        Map<RecordState.Key, List<AuditLog>> rows = new LinkedHashMap<>();
        Map<RecordState.Key, LoggedEntity> entities = new LinkedHashMap<>();
        List<AuditLog> summaries = new ArrayList<>();
        List<AuditLog> all = log.rows();
        for (AuditLog row : all) {
            LoggedEntity entity = entity(row);
            if (entity != null && row.recordId().isEmpty()) {
                summaries.add(row);
            } else if (entity != null) {
                RecordState.Key key = RecordState.Key.of(entity, row.recordId().get());
                rows.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
                entities.put(key, entity);
            }
        }
        before.forEach((key, state) -> entities.put(key, state.entity()));
        after.forEach((key, state) -> entities.put(key, state.entity()));
        List<LogDifference> differences = new ArrayList<>();
        Set<String> differing = new LinkedHashSet<>();
        entities.forEach((key, entity) -> {
            String record = LoggedChanges.shortName(entity.persister().getEntityName()) + "#" + key.recordId();
            List<LogDifference> found = new LogReplay(record, entity, before.get(key), after.get(key))
                    .differences(rows.getOrDefault(key, List.of()));
            differences.addAll(found);
            if (!found.isEmpty()) {
                differing.add(key.root());
            }
        });
        if (!differences.isEmpty()) {
            throw new AssertionError(message(differences, all.size(), summariesOf(summaries, differing)));
        }
    }

    private @Nullable LoggedEntity entity(AuditLog row) {
        EntityPersister persister = factory.getMappingMetamodel().findEntityDescriptor(row.entityName());
        return persister == null ? null : model.find(persister).orElse(null);
    }

    private List<AuditLog> summariesOf(List<AuditLog> summaries, Set<String> roots) {
        return summaries.stream()
                .filter(row -> {
                    LoggedEntity entity = entity(row);
                    return entity != null && roots.contains(entity.persister().getRootEntityName());
                })
                .toList();
    }

    private static String message(List<LogDifference> differences, int rows, List<AuditLog> summaries) {
        String told = differences.stream()
                .limit(TOLD)
                .map(difference -> "\n  " + difference)
                .collect(Collectors.joining());
        String more = differences.size() > TOLD ? "\n  and " + (differences.size() - TOLD) + " more" : "";
        return "The log does not tell what happened to logged entities: differences=" + differences.size()
                + " logRows=" + rows + told + more
                + (summaries.isEmpty() ? "" : "\n" + summed(summaries))
                + "\nWrite logged attributes through Hibernate, not by JDBC, native SQL, triggers or cascades of the"
                + " database, and leave the rows of the log alone; what others may write is @NotLogged.";
    }

    private static String summed(List<AuditLog> summaries) {
        String statements = summaries.stream()
                .limit(TOLD)
                .map(row -> row.action() + " " + LoggedChanges.shortName(row.entityName())
                        + (row.newValues().get("statement") instanceof AuditValue.Statement statement
                                ? " count=" + statement.count() + " " + LogDifference.value(statement.text())
                                : ""))
                .collect(Collectors.joining(", "));
        return "Rows that sum up a set-based statement cannot account for single records: rows=" + summaries.size()
                + " statements=[" + statements + "]. Log such statements record by record where this is to be proven.";
    }
}
