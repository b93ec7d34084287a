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

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.audit.internal.state.Canonical;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on log rows; a failure shows the rows.
 *
 * <p>{@code has} picks rows, and {@code by}, {@code because} and {@code changed} say more of them: that one row has it all. The next
 * {@code has} picks among all rows again. Rows are read once, when the chain begins.
 */
public final class LoggedChangesAssert extends AbstractAssert<LoggedChangesAssert, LoggedChanges> {

    private final List<AuditLog> rows;
    private final AuditModel model;
    private final Set<AuditLog> asserted = new HashSet<>();
    private List<AuditLog> picked;
    private String wanted = "";

    LoggedChangesAssert(LoggedChanges actual) {
        super(actual, LoggedChangesAssert.class);
        this.rows = actual.rows();
        this.picked = rows;
        this.model = AuditModel.of(actual.factory());
    }

    /**
     * A row of some record of an entity.
     *
     * @param entity a logged entity; those below it in its hierarchy are meant too
     * @throws IllegalArgumentException if the log does not have the entity
     */
    public LoggedChangesAssert has(AuditAction action, Class<?> entity) {
        LoggedEntity logged = logged(entity);
        begin();
        return pick(action + " " + name(logged), row -> row.action() == action && isOf(row, logged));
    }

    /**
     * A row of a record.
     *
     * @param id the identifier, as {@code find} takes it
     * @throws IllegalArgumentException if the log does not have the entity, or its identifiers are of another type
     */
    public LoggedChangesAssert has(AuditAction action, Class<?> entity, Object id) {
        LoggedEntity logged = logged(entity);
        Class<?> type = logged.persister().getIdentifierType().getReturnedClass();
        if (!type.isInstance(Objects.requireNonNull(id, "id"))) {
            throw new IllegalArgumentException("An identifier is of another type: entity=" + name(logged) + " id=[" + id
                    + "] type=" + id.getClass().getName() + ". Give one of " + type.getName() + ".");
        }
        String recordId = logged.recordId(id);
        begin();
        return pick(
                action + " " + name(logged) + "#" + recordId,
                row -> row.action() == action
                        && isOf(row, logged)
                        && row.recordId().filter(recordId::equals).isPresent());
    }

    /** It was this actor. */
    public LoggedChangesAssert by(String actor) {
        return pick("by " + actor, row -> row.actor().filter(actor::equals).isPresent());
    }

    /** It was for this reason. */
    public LoggedChangesAssert because(String reason) {
        return pick(
                "because [" + reason + "]",
                row -> row.reason().filter(reason::equals).isPresent());
    }

    /**
     * The attribute changed, from and to whatever: of a masked one no more can be told. An insert or delete has all attributes.
     *
     * @throws IllegalArgumentException if no picked row's entity has such an attribute in the log
     */
    public LoggedChangesAssert changed(String attribute) {
        refuseUnknown(attribute);
        return pick(
                "with " + attribute,
                row -> row.oldValues().containsKey(attribute) || row.newValues().containsKey(attribute));
    }

    /**
     * The attribute changed so. Values are given as the attribute takes them, or as the log has them, such as the identifier of what it
     * refers to. Of a set or bag they are the elements that went and that came, of a list or map its changed places, by index or key. The
     * value before is null for an insert, the one after for a delete.
     *
     * @throws IllegalArgumentException if no picked row's entity has such an attribute in the log
     */
    public LoggedChangesAssert changed(String attribute, @Nullable Object before, @Nullable Object after) {
        refuseUnknown(attribute);
        return pick(
                "with " + attribute + " " + LogDifference.value(before) + " → " + LogDifference.value(after),
                row -> isSame(row, attribute, row.oldValues(), before)
                        && isSame(row, attribute, row.newValues(), after)
                        && (row.oldValues().containsKey(attribute)
                                || row.newValues().containsKey(attribute)));
    }

    /** So many rows in all. */
    public LoggedChangesAssert hasRows(int expected) {
        if (rows.size() != expected) {
            throw refusal("Expected " + expected + (expected == 1 ? " row" : " rows") + ", but there "
                    + (rows.size() == 1 ? "was 1" : "were " + rows.size()) + ".");
        }
        return this;
    }

    /** No row at all. */
    public LoggedChangesAssert hasNoRows() {
        if (!rows.isEmpty()) {
            throw refusal("Expected no row, but there " + (rows.size() == 1 ? "was 1" : "were " + rows.size()) + ".");
        }
        return this;
    }

    /** No row beside those that were asserted before in this chain. */
    public LoggedChangesAssert nothingElse() {
        begin();
        List<AuditLog> others =
                rows.stream().filter(row -> !asserted.contains(row)).toList();
        if (!others.isEmpty()) {
            throw failure(
                    "%s",
                    "Expected " + (asserted.isEmpty() ? "nothing" : "nothing else") + ", but "
                            + LogRowText.all(others));
        }
        return this;
    }

    private void begin() {
        if (!wanted.isEmpty()) {
            asserted.addAll(picked);
        }
        picked = rows;
        wanted = "";
    }

    private LoggedChangesAssert pick(String words, Predicate<AuditLog> condition) {
        wanted = wanted.isEmpty() ? words : wanted + " " + words;
        List<AuditLog> left = new ArrayList<>();
        picked.stream().filter(condition).forEach(left::add);
        if (left.isEmpty()) {
            throw refusal("Expected a row " + wanted + ", but there was none.");
        }
        picked = left;
        return this;
    }

    private void refuseUnknown(String attribute) {
        List<LoggedEntity> entities = picked.stream()
                .map(AuditLog::entityName)
                .distinct()
                .flatMap(name -> model.find(name).stream())
                .toList();
        if (entities.stream().noneMatch(entity -> Canonical.isLogged(entity, attribute)) && !entities.isEmpty()) {
            throw new IllegalArgumentException("The log does not have this attribute: attribute=[" + attribute
                    + "] entity=" + name(entities.get(0)) + " logged=" + Canonical.names(entities.get(0))
                    + ". Name one that is logged.");
        }
    }

    private boolean isSame(
            AuditLog row, String attribute, Map<String, @Nullable Object> logged, @Nullable Object given) {
        LoggedEntity entity = model.find(row.entityName()).orElse(null);
        if (entity == null || !logged.containsKey(attribute)) {
            return given == null;
        }
        Object read = Canonical.of(entity, attribute, logged.get(attribute));
        Object expected = Canonical.given(entity, attribute, given);
        boolean unknown = Canonical.isUnknown(read) || Canonical.isUnknown(expected);
        return unknown ? Objects.equals(read, expected) : Canonical.isSame(read, expected);
    }

    private LoggedEntity logged(Class<?> entity) {
        EntityPersister persister =
                actual.factory().getMappingMetamodel().findEntityDescriptor(Objects.requireNonNull(entity, "entity"));
        LoggedEntity logged = persister == null ? null : model.find(persister).orElse(null);
        if (logged == null) {
            throw new IllegalArgumentException("The log does not have this class: type=" + entity.getName()
                    + ". Annotate the entity with @AuditLogged, or name one that is.");
        }
        return logged;
    }

    private boolean isOf(AuditLog row, LoggedEntity entity) {
        return entity.persister().getSubclassEntityNames().contains(row.entityName());
    }

    private static String name(LoggedEntity entity) {
        return LoggedChanges.shortName(entity.persister().getEntityName());
    }

    private AssertionError refusal(String sentence) {
        return failure("%s", sentence + "\n" + LogRowText.all(rows));
    }
}
