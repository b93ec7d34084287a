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
package dev.ashlar.softdelete.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ashlar.softdelete.DeletedParentException;
import dev.ashlar.softdelete.DeletedRow;
import dev.ashlar.softdelete.RestoreObstacle;
import dev.ashlar.softdelete.RestorePlan;
import dev.ashlar.softdelete.RestoreRefusedException;
import dev.ashlar.softdelete.SoftDeletes;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What the steps of a {@link ModelRun} do, to the database and to the model. */
final class Actions {

    private static final List<Row.Type> CREATED = List.of(
            Row.Type.FOLDER,
            Row.Type.FOLDER,
            Row.Type.DOCUMENT,
            Row.Type.DOCUMENT,
            Row.Type.REPORT,
            Row.Type.NOTE,
            Row.Type.NOTE,
            Row.Type.NOTE,
            Row.Type.LABEL,
            Row.Type.LABEL);

    private static final List<String> WORDS = List.of("a", "b", "c");

    Rows rows = new Rows();
    String actor = "";

    /** What was expected; the block is to be left by it. */
    @Nullable
    Throwable thrown;

    private long ids;
    private int deletions;

    /** Does it; answers whether it made sense. */
    boolean perform(Session session, ModelStep step) {
        return switch (step.kind()) {
            case CREATE -> create(session, step);
            case RENAME -> rename(session, step);
            case MOVE -> move(session, step);
            case UNLINK -> unlink(session, step);
            case LINK_LABEL -> linkLabel(session, step);
            case UNLINK_LABEL -> unlinkLabel(session, step);
            case WORDS -> words(session, step);
            case REMOVE -> remove(session, step);
            case PERSIST_REMOVED -> persistRemoved(session, step);
            case SOFT_DELETE_QUERY -> softDeleteQuery(session, step);
            case RESTORE -> restore(session, step);
            case RESTORE_DELETION -> restoreDeletion(session, step);
            case PURGE_REMOVE -> purgeRemove(session, step);
            case PURGE_QUERY -> purgeQuery(session, step);
            case READ -> read(session, step);
            case CLEAR -> clear(session);
            default -> throw new IllegalArgumentException(step.toString());
        };
    }

    boolean perform(StatelessSession session, ModelStep step) {
        return switch (step.kind()) {
            case STATELESS_REMOVE -> remove(session, step);
            case STATELESS_RESTORE -> restore(session, step);
            default -> throw new IllegalArgumentException(step.toString());
        };
    }

    private Row.Deletion deletion() {
        return new Row.Deletion(++deletions, actor);
    }

    /** Leaves the block by what must be refused. */
    private void refused(Class<? extends RuntimeException> type, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            if (type.isInstance(e)) {
                thrown = e;
                parentIsTold(e);
            }
            throw e;
        }
        throw new AssertionError("Not refused by " + type.getSimpleName());
    }

    private void parentIsTold(RuntimeException refusal) {
        if (refusal instanceof DeletedParentException left) {
            assertThat(left.parentId()).as(left.getMessage()).isInstanceOf(Long.class);
            Row parent = Objects.requireNonNull(rows.get((Long) left.parentId()));
            assertThat(rows.childrenOf(parent)).as(left.getMessage()).anyMatch(Row::isLive);
        }
    }

    private static Thing find(Session session, Row row) {
        Object found = row.isLive()
                ? session.find(row.type.entity, row.id)
                : SoftDeletes.in(session).withDeleted(() -> session.find(row.type.entity, row.id));
        assertThat(found).as("find %s", row).isNotNull();
        return (Thing) Hibernate.unproxy(found);
    }

    private static boolean clear(Session session) {
        session.flush();
        session.clear();
        return true;
    }

    private static void maybeFlush(Session session, ModelStep step) {
        if (step.choice(100, 2) == 0) {
            session.flush();
        }
    }

    private static void maybeClear(Session session, ModelStep step) {
        if (step.choice(101, 2) == 0) {
            clear(session);
        }
    }

    // Graphs.

    private boolean create(Session session, ModelStep step) {
        Row.Type type = CREATED.get(step.choice(1, CREATED.size()));
        boolean any = step.choice(2, 8) == 0;
        Row parent = rows.pick(step.pick(), row -> type.isChildOf(row.type) && (any || row.isLive()));
        if (type == Row.Type.NOTE && parent == null) {
            return false;
        }
        if (type == Row.Type.FOLDER && step.choice(3, 3) == 0 || type.isDocument() && step.choice(3, 8) == 0) {
            parent = null;
        }
        Row row = new Row(type, ++ids);
        row.name = step.value();
        Thing entity = instance(session, row, parent, step);
        if (parent != null) {
            row.parent = parent.id;
        }
        rows.add(row);
        if (parent != null && !parent.isLive()) {
            refused(DeletedParentException.class, () -> {
                session.persist(entity);
                session.flush();
            });
        }
        if (parent == null || step.choice(4, 3) > 0) {
            session.persist(entity);
            maybeFlush(session, step);
        } else {
            session.flush(); // a cascade
        }
        return true;
    }

    private Thing instance(Session session, Row row, @Nullable Row parent, ModelStep step) {
        Thing above = parent == null
                ? null
                : parent.isLive() || step.choice(6, 2) == 0
                        ? find(session, parent)
                        : session.getReference(parent.type.entity, parent.id);
        Thing created = switch (row.type) {
            case FOLDER -> new Folder();
            case DOCUMENT -> new Document();
            case REPORT -> new Report();
            case NOTE -> new Note();
            case LABEL -> new Label();
        };
        created.id = row.id;
        created.name = row.name;
        if (above != null) {
            setParent(created, above);
            if (parent.isLive()) {
                children(above, row.type).add(created);
            }
        }
        Row broader = rows.pick(step.pick(), other -> other.type == Row.Type.LABEL);
        if (created instanceof Label label && broader != null && step.choice(5, 2) == 0) {
            label.broader = (Label) find(session, broader);
            row.broader = broader.id;
        }
        return created;
    }

    private static void setParent(Thing child, @Nullable Thing parent) {
        if (child instanceof Folder folder) {
            folder.parent = (Folder) parent;
        } else if (child instanceof Document document) {
            document.parent = (Folder) parent;
        } else {
            ((Note) child).parent = (Document) parent;
        }
    }

    @SuppressWarnings("unchecked")
    private static Collection<Thing> children(Thing parent, Row.Type type) {
        return (Collection<Thing>) (Collection<?>)
                switch (type) {
                    case FOLDER -> ((Folder) parent).children;
                    case DOCUMENT, REPORT -> ((Folder) parent).documents;
                    case NOTE -> ((Document) parent).notes;
                    case LABEL -> throw new IllegalArgumentException();
                };
    }

    private boolean rename(Session session, ModelStep step) {
        Row row = rows.pick(step.pick(), Row::isLive);
        if (row == null) {
            return false;
        }
        Thing entity = find(session, row);
        if (entity instanceof Report report && step.choice(1, 2) == 0) {
            report.pages++;
        } else {
            entity.name = step.value();
            row.name = step.value();
        }
        row.touched = true;
        maybeFlush(session, step);
        return true;
    }

    /** By the child alone: a child that leaves a loaded collection would be an orphan. */
    private boolean move(Session session, ModelStep step) {
        Row row = rows.pick(step.pick(), child -> child.isLive() && child.type != Row.Type.LABEL);
        if (row == null) {
            return false;
        }
        boolean any = step.choice(1, 6) == 0;
        List<Row> tree = rows.tree(row);
        Row parent = row.type != Row.Type.NOTE && step.choice(2, 6) == 0
                ? null
                : rows.pick(
                        step.value(), to -> row.type.isChildOf(to.type) && !tree.contains(to) && (any || to.isLive()));
        if (row.type == Row.Type.NOTE && parent == null
                || Objects.equals(row.parent, parent == null ? null : parent.id)) {
            return false;
        }
        clear(session);
        setParent(find(session, row), parent == null ? null : find(session, parent));
        row.parent = parent == null ? null : parent.id;
        row.touched = true;
        if (parent != null && !parent.isLive()) {
            refused(DeletedParentException.class, session::flush);
        }
        return clear(session);
    }

    private boolean unlink(Session session, ModelStep step) {
        boolean scoped = step.choice(1, 4) == 0;
        Row child = rows.pick(
                step.pick(), row -> row.parent != null && (scoped || row.isLive()) && !rows.isParentDeleted(row));
        if (child == null) {
            return false;
        }
        if (scoped) {
            clear(session);
        } else {
            maybeClear(session, step);
        }
        session.flush(); // an orphan is who was in the collection at the last one
        Row parent = Objects.requireNonNull(rows.parentOf(child));
        boolean all = step.choice(2, 5) == 0;
        (scoped ? Sight.WITH_DELETED : Sight.LIVE).run(session, () -> {
            Collection<Thing> children = children(find(session, parent), child.type);
            if (all) {
                children.clear();
            } else {
                assertThat(children.removeIf(each -> ((Thing) Hibernate.unproxy(each)).id == child.id))
                        .as("%s is in the collection", child)
                        .isTrue();
            }
            session.flush();
        });
        rows.childrenOf(parent)
                .filter(row -> row == child
                        || all && (row.type == child.type || row.type.isDocument() && child.type.isDocument()))
                .filter(Row::isLive)
                .forEach(row -> rows.remove(row, deletion()));
        return true;
    }

    private boolean linkLabel(Session session, ModelStep step) {
        Row document = rows.pick(step.pick(), row -> row.type.isDocument() && row.isLive());
        Row label = rows.pick(
                step.value(),
                row -> row.type == Row.Type.LABEL
                        && row.isLive()
                        && document != null
                        && !document.labels.contains(row.id));
        if (label == null) {
            return false;
        }
        ((Document) find(session, document)).labels.add((Label) find(session, label));
        document.labels.add(label.id);
        document.touched = true;
        maybeFlush(session, step);
        return true;
    }

    private boolean unlinkLabel(Session session, ModelStep step) {
        Sight sight = step.choice(1, 3) == 0 ? Sight.WITH_DELETED : Sight.LIVE;
        Row document = rows.pick(
                step.pick(),
                row -> row.type.isDocument()
                        && row.isLive()
                        && row.labels.stream().anyMatch(label -> sight.shows(rows.get(label))));
        if (document == null) {
            return false;
        }
        if (sight == Sight.WITH_DELETED) {
            clear(session);
        } else {
            maybeClear(session, step);
        }
        List<Long> visible = document.labels.stream()
                .filter(label -> sight.shows(rows.get(label)))
                .toList();
        Long one = visible.get(step.value() % visible.size());
        boolean all = step.choice(2, 3) == 0;
        sight.run(session, () -> {
            Collection<Label> labels = ((Document) find(session, document)).labels;
            if (all) {
                labels.clear();
            } else {
                assertThat(labels.removeIf(each -> ((Thing) Hibernate.unproxy(each)).id.equals(one)))
                        .isTrue();
            }
            session.flush();
        });
        document.labels.removeAll(all ? visible : List.of(one));
        document.touched = true;
        return true;
    }

    private boolean words(Session session, ModelStep step) {
        Row document = rows.pick(step.pick(), row -> row.type.isDocument() && row.isLive());
        if (document == null) {
            return false;
        }
        String word = WORDS.get(step.value() % WORDS.size());
        for (Collection<String> words : List.of(((Document) find(session, document)).words, document.words)) {
            if (!words.remove(word)) {
                words.add(word);
            }
        }
        document.touched = true;
        maybeFlush(session, step);
        return true;
    }

    // Removals.

    private boolean remove(Session session, ModelStep step) {
        boolean any = step.choice(1, 6) == 0;
        Row row = rows.pick(step.pick(), candidate -> any || candidate.isLive());
        if (row == null) {
            return false;
        }
        maybeClear(session, step);
        Thing entity = find(session, row);
        Sight sight = step.choice(2, 3) > 0 ? Sight.LIVE : Sight.values()[step.choice(3, 3)];
        sight.run(session, () -> {
            session.remove(entity);
            maybeFlush(session, step);
        });
        if (row.isLive()) {
            rows.remove(row, deletion());
        }
        if (row.type == Row.Type.LABEL) {
            clear(session); // collections have it still
        }
        return true;
    }

    private boolean persistRemoved(Session session, ModelStep step) {
        Row row = rows.pick(step.pick(), Row::isLive);
        if (row == null) {
            return false;
        }
        clear(session); // lest a collection has what was removed before
        Thing entity = find(session, row);
        session.remove(entity);
        maybeFlush(session, step);
        session.persist(entity);
        rows.tree(row).stream().filter(Row::isLive).forEach(each -> each.touched = true);
        return clear(session); // lest a collection was loaded in between, without it
    }

    private boolean softDeleteQuery(Session session, ModelStep step) {
        Class<?> type = Row.Type.values()[step.choice(1, Row.Type.values().length)].entity;
        List<Row> named = rows.some(step.pick(), row -> type.isAssignableFrom(row.type.entity));
        if (named.isEmpty()) {
            return false;
        }
        session.flush();
        Sight sight = Sight.values()[step.choice(2, 3)];
        List<Row> marked =
                named.stream().filter(row -> row.isLive() && sight.shows(row)).toList();
        boolean left =
                marked.stream().flatMap(rows::childrenOf).anyMatch(child -> child.isLive() && !marked.contains(child));
        Supplier<Integer> softDelete = () -> SoftDeletes.in(session)
                .softDelete(session.createMutationQuery("delete from " + type.getSimpleName() + " e where e.id in :ids")
                        .setParameter("ids", ids(named)));
        sight.run(session, () -> {
            if (left) {
                refused(DeletedParentException.class, softDelete::get);
            }
            assertThat(softDelete.get()).as("marked by a statement").isEqualTo(marked.size());
        });
        Row.Deletion deletion = deletion();
        marked.forEach(row -> Rows.mark(row, deletion));
        session.clear();
        return true;
    }

    private static List<Long> ids(List<Row> rows) {
        return rows.stream().map(row -> row.id).toList();
    }

    private boolean remove(StatelessSession session, ModelStep step) {
        boolean any = step.choice(1, 6) == 0;
        Row row = rows.pick(step.pick(), candidate -> any || candidate.isLive());
        if (row == null) {
            return false;
        }
        Object entity = SoftDeletes.in(session).withDeleted(() -> session.get(row.type.entity, row.id));
        if (row.isLive() && rows.childrenOf(row).anyMatch(Row::isLive)) {
            refused(DeletedParentException.class, () -> session.delete(entity));
        }
        session.delete(entity);
        if (row.isLive()) {
            Rows.mark(row, deletion());
        }
        return true;
    }

    // Restores.

    private boolean restore(Session session, ModelStep step) {
        boolean live = step.choice(1, 10) == 0;
        Row row = rows.pick(step.pick(), candidate -> candidate.isLive() == live);
        if (row == null) {
            return false;
        }
        Thing entity = find(session, row);
        Class<?> type = row.type == Row.Type.REPORT && step.choice(2, 2) == 0 ? Document.class : row.type.entity;
        SoftDeletes deletes = SoftDeletes.in(session);
        boolean instance = step.choice(3, 2) == 0;
        Sight.values()[step.choice(4, 3)].run(session, () -> {
            if (live) {
                assertThat(catchThrowable(() -> deletes.restore(entity))).isInstanceOf(IllegalStateException.class);
                return;
            }
            if (step.choice(5, 2) == 0) {
                same(instance ? deletes.planRestore(entity) : deletes.planRestore(type, row.id), List.of(row));
            }
            restored(() -> instance ? deletes.restore(entity) : deletes.restore(type, row.id), List.of(row));
        });
        return clear(session);
    }

    private boolean restoreDeletion(Session session, ModelStep step) {
        Row one = rows.pick(step.pick(), row -> !row.isLive());
        if (one == null) {
            return false;
        }
        List<Row> restored = rows.deletedBy(one.deletion);
        UUID deletion = find(session, one).deletionId().orElseThrow();
        SoftDeletes deletes = SoftDeletes.in(session);
        Sight.values()[step.choice(1, 3)].run(session, () -> {
            if (step.choice(2, 2) == 0) {
                same(deletes.planRestoreDeletion(deletion), restored);
            }
            restored(() -> deletes.restoreDeletion(deletion), restored);
        });
        return clear(session);
    }

    private boolean restore(StatelessSession session, ModelStep step) {
        Row row = rows.pick(step.pick(), candidate -> !candidate.isLive());
        if (row == null) {
            return false;
        }
        SoftDeletes deletes = SoftDeletes.in(session);
        if (step.choice(1, 2) == 0) {
            restored(() -> deletes.restore(row.type.entity, row.id), List.of(row));
        } else {
            Thing entity = (Thing) deletes.withDeleted(() -> session.get(row.type.entity, row.id));
            UUID deletion = entity.deletionId().orElseThrow();
            restored(() -> deletes.restoreDeletion(deletion), rows.deletedBy(row.deletion));
        }
        return true;
    }

    /** All or none; a refusal changes nothing, and the transaction goes on. */
    private void restored(Supplier<RestorePlan> restore, List<Row> expected) {
        if (rows.refused(expected).isEmpty()) {
            same(restore.get(), expected);
            expected.forEach(row -> Rows.mark(row, null));
        } else {
            Throwable refusal = catchThrowable(restore::get);
            assertThat(refusal).isInstanceOf(RestoreRefusedException.class);
            same(((RestoreRefusedException) refusal).plan(), expected);
        }
    }

    private void same(RestorePlan plan, List<Row> expected) {
        assertThat(plan.rows())
                .as("rows of a restore")
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(Actions::deletedRow).toList());
        assertThat(plan.obstacles())
                .as("obstacles of a restore")
                .containsExactlyInAnyOrderElementsOf(rows.refused(expected).stream()
                        .map(row -> new RestoreObstacle(
                                RestoreObstacle.Kind.DELETED_PARENT,
                                deletedRow(row),
                                deletedRow(Objects.requireNonNull(rows.parentOf(row))),
                                List.of()))
                        .toList());
    }

    private static DeletedRow deletedRow(Row row) {
        return new DeletedRow(row.type.entity, row.id);
    }

    // Purges.

    private boolean purgeRemove(Session session, ModelStep step) {
        Row row =
                rows.pick(step.pick(), candidate -> candidate.type != Row.Type.LABEL || !rows.isReferredTo(candidate));
        if (row == null) {
            return false;
        }
        maybeClear(session, step);
        SoftDeletes.in(session).purge(() -> session.remove(find(session, row)));
        rows.purge(row);
        return clear(session);
    }

    private boolean purgeQuery(Session session, ModelStep step) {
        Class<?> type = Row.Type.values()[step.choice(1, Row.Type.values().length)].entity;
        List<Row> named =
                rows.some(step.pick(), row -> type.isAssignableFrom(row.type.entity) && !rows.isReferredTo(row));
        if (named.isEmpty()) {
            return false;
        }
        int purged = SoftDeletes.in(session)
                .purge(() -> session.createMutationQuery(
                                "delete from " + type.getSimpleName() + " e where e.id in :ids")
                        .setParameter("ids", ids(named))
                        .executeUpdate());
        assertThat(purged).as("purged by a statement").isEqualTo(named.size());
        named.forEach(rows::purge);
        session.clear();
        return true;
    }

    // Reads.

    private boolean read(Session session, ModelStep step) {
        session.flush();
        boolean fresh = step.choice(1, 3) > 0;
        if (fresh) {
            session.clear();
        }
        Sight outer = Sight.values()[step.choice(2, 3)];
        Sight inner = Sight.values()[step.choice(3, 3)];
        IllegalStateException end = new IllegalStateException("planned");
        assertThat(catchThrowable(() -> outer.run(session, () -> {
                    if (inner != Sight.LIVE) {
                        inner.run(session, () -> read(session, inner, fresh));
                    }
                    read(session, outer, fresh);
                    throw end;
                })))
                .isSameAs(end);
        read(session, Sight.LIVE, fresh);
        return true;
    }

    private void read(Session session, Sight sight, boolean fresh) {
        Reads reads = Reads.of(session, rows, sight).rows();
        if (fresh) {
            reads.collections();
        }
    }
}
