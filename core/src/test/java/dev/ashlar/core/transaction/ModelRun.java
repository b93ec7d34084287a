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
package dev.ashlar.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.transaction.ModelState.Hook;
import dev.ashlar.core.transaction.ModelState.Key;
import dev.ashlar.core.transaction.ModelState.Level;
import dev.ashlar.core.transaction.ModelState.Managed;
import dev.ashlar.core.transaction.ModelStep.Kind;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Runs a sequence of steps in transactions, one after the other, and does the same to the model. */
final class ModelRun {

    static final int DEEPEST = 5;

    private static final List<String> BASKETS = List.of("b0", "b1", "b2", "b3");

    /** A step that was done, and how deep the block is nested that it was done in. */
    record Done(Kind kind, int depth) {}

    /** The model and the code differ; no block may take it for a failure of its own. */
    private static final class Disagreement extends AssertionError {

        private static final long serialVersionUID = 1L;

        Disagreement(String what, @Nullable Throwable cause) {
            super(what + (cause == null ? "" : ": " + cause), cause);
        }
    }

    private enum End {
        RELEASED,
        MARKED,
        VIOLATION,
        CONFLICT
    }

    private final Transactions transactions;
    private final Connection probe;
    private final List<ModelStep> steps;
    private final ModelState state = new ModelState();
    private final ModelCheck check = new ModelCheck(state);
    private final List<Done> performed = new ArrayList<>();
    private final Set<Key> known = new LinkedHashSet<>();
    private final List<Object> lost = new ArrayList<>();
    /** New instances whose session was cleared: they keep their ids. */
    private final Set<Object> forgotten = Collections.newSetFromMap(new IdentityHashMap<>());

    private final List<Integer> hooksRun = new ArrayList<>();
    private @Nullable Throwable uncaught;
    private @Nullable End end;
    private int cursor;
    private int number;

    private ModelRun(Transactions transactions, Connection probe, List<ModelStep> steps) {
        this.transactions = transactions;
        this.probe = probe;
        this.steps = steps;
    }

    /**
     * Runs all steps, beginning with empty tables.
     *
     * @param probe a connection that commits each statement
     * @return what was done, without the steps that made no sense
     * @throws AssertionError if the code did not do as the model
     */
    static List<Done> run(Transactions transactions, Connection probe, List<ModelStep> steps) {
        ModelRun run = new ModelRun(transactions, probe, steps);
        try (var statement = probe.createStatement()) {
            for (String table : List.of("entries", "accounts", "basket_items", "baskets")) {
                statement.execute("delete from " + table);
            }
            while (run.cursor < steps.size()) {
                run.transaction();
                run.check.rows(probe);
            }
        } catch (Exception e) {
            throw new AssertionError("The test itself fails", e);
        }
        return run.performed;
    }

    // The ends of blocks.

    private void transaction() {
        Throwable caught = null;
        Level[] level = new Level[1];
        hooksRun.clear();
        try {
            transactions.<Throwable>run(em -> {
                level[0] = new Level(em, state.rows);
                body(level[0]);
            });
        } catch (Disagreement e) {
            throw e;
        } catch (Throwable e) {
            caught = e;
        }
        Level root = level[0];
        boolean committed = end == End.RELEASED;
        List<Hook> hooks = root.hooks.stream()
                .filter(hook -> hook.onCommit() == committed)
                .sorted(Comparator.comparingInt(Hook::number))
                .toList();
        List<String> failing = hooks.stream()
                .filter(Hook::failing)
                .map(hook -> "hook " + hook.number())
                .toList();
        if (committed && !failing.isEmpty()) {
            assertThat(caught).isInstanceOf(AfterCommitException.class);
            assertThat(((AfterCommitException) caught).failures())
                    .map(Throwable::getMessage)
                    .isEqualTo(failing);
        } else {
            verifyEnd(root, caught, "The transaction");
        }
        if (!committed) {
            assertThat(List.of(caught.getSuppressed()))
                    .map(Throwable::getMessage)
                    .containsAll(failing);
            state.rollBack(root);
        }
        state.levels.clear();
        assertThat(hooksRun)
                .as("hooks of a transaction that is committed=%s", committed)
                .isEqualTo(hooks.stream().map(Hook::number).toList());
    }

    private void body(Level level) throws Throwable {
        state.levels.add(level);
        end = null;
        Throwable thrown = null;
        try {
            steps(level);
        } catch (Disagreement e) {
            throw e;
        } catch (Throwable e) {
            thrown = e;
        }
        if (thrown != null) {
            if (thrown != level.thrown) {
                throw new Disagreement(
                        "Unexpected failure in "
                                + performed.get(performed.size() - 1).kind(),
                        thrown);
            }
            end = null;
            throw thrown;
        }
        end = expectedEnd(level);
    }

    private End expectedEnd(Level level) {
        if (level.marked) {
            return End.MARKED;
        }
        if (!state.flush(level)) {
            return End.VIOLATION;
        }
        int depth = state.levels.indexOf(level);
        return depth > 0 && ModelState.conflicts(level, state.levels.get(depth - 1)) ? End.CONFLICT : End.RELEASED;
    }

    private void verifyEnd(Level level, @Nullable Throwable caught, String what) {
        if (end == null) {
            assertThat(caught).as(what).isSameAs(level.thrown);
            if (level.firstFailure != null) {
                assertThat(reasons(caught))
                        .as("reasons of %s", caught)
                        .containsAnyElementsOf(causes(level.firstFailure));
            }
            return;
        }
        switch (end) {
            case RELEASED -> {
                if (caught != null) {
                    throw new Disagreement(what + " should have ended well", caught);
                }
            }
            case MARKED -> verifyMarked(level, caught, what);
            case VIOLATION ->
                assertThat(causes(caught))
                        .as(what + " fails in its last flush by %s", caught)
                        .hasAtLeastOneElementOfType(ConstraintViolationException.class);
            case CONFLICT ->
                assertThat(caught)
                        .as(what)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("both changed an entity");
        }
    }

    private static void verifyMarked(Level level, @Nullable Throwable caught, String what) {
        assertThat(caught).as(what).isInstanceOf(RollbackOnlyException.class).hasMessageStartingWith(what);
        if (level.firstFailure == null) {
            assertThat(caught).hasNoCause();
        } else {
            assertThat(causes(level.firstFailure)).as("first failure").contains(caught.getCause());
        }
    }

    private static List<Throwable> causes(@Nullable Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    /** Causes, suppressed ones and their causes. */
    private static List<Throwable> reasons(Throwable failure) {
        List<Throwable> reasons = causes(failure);
        for (Throwable suppressed : failure.getSuppressed()) {
            reasons.addAll(causes(suppressed));
        }
        return reasons;
    }

    // Steps.

    private void steps(Level level) throws Throwable {
        boolean nested = state.levels.size() > 1;
        while (cursor < steps.size()) {
            ModelStep step = steps.get(cursor++);
            switch (step.kind()) {
                case END, COMMIT -> {
                    if (level.marked || nested == (step.kind() == Kind.END)) {
                        done(nested ? Kind.END : Kind.COMMIT);
                        return;
                    }
                }
                case THROW, FAIL -> {
                    if (nested || step.kind() == Kind.FAIL) {
                        done(step.kind());
                        level.thrown = planned(step);
                        uncaught = step.kind() == Kind.FAIL ? level.thrown : uncaught;
                        throw level.thrown;
                    }
                }
                default -> {
                    done(step.kind());
                    if (perform(level, step)) {
                        check.sessions();
                    } else {
                        performed.remove(performed.size() - 1);
                    }
                }
            }
        }
    }

    private void done(Kind kind) {
        performed.add(new Done(kind, state.levels.size() - 1));
    }

    private static Throwable planned(ModelStep step) {
        return switch (step.value() % 3) {
            case 0 -> new IllegalArgumentException("planned");
            case 1 -> new AssertionError("planned");
            default -> new IOException("planned");
        };
    }

    private boolean perform(Level level, ModelStep step) throws Throwable {
        if (step.kind() == Kind.HOOK) {
            return hook(step);
        } else if (step.kind() == Kind.BEGIN) {
            return nested(level, step);
        } else if (level.marked) {
            return false;
        }
        return switch (step.kind()) {
            case PERSIST -> persist(level, new Account(name(step), step.value() % 10));
            case PERSIST_BASKET -> persistBasket(level, step);
            case PERSIST_AGAIN -> persistAgain(level, step);
            case CHANGE -> change(step);
            case RENAME -> rename(level, step);
            case REMOVE -> remove(level, step);
            case CHANGE_BASKET -> changeBasket(step);
            case REMOVE_BASKET -> removeBasket(level, step);
            case ADD_ENTRY -> addEntry(level, step);
            case REMOVE_ENTRY -> removeEntry(level, step);
            case READ_ENTRIES -> readEntries(step);
            case BULK_UPDATE -> bulkUpdate(level, step);
            case BULK_DELETE -> bulkDelete(level, step);
            case FIND -> find(level, step);
            case REFRESH -> refresh(level, step);
            case QUERY -> query(level);
            case FLUSH -> flush(level);
            case CLEAR -> clear(level);
            case SWALLOW -> step.value() % 3 == 0 ? swallowStale(level, step) : swallowViolation(level, step);
            case MARK -> mark(level);
            case NESTED_EACH -> nestedEach(level, step);
            case FIND_SUSPENDED -> findSuspended(step);
            case CHANGE_SUSPENDED -> changeSuspended(step);
            case REFRESH_SUSPENDED -> refreshSuspended(step);
            default -> throw new IllegalArgumentException(step.toString());
        };
    }

    private interface Action {
        void run() throws Throwable;
    }

    /** Does what must be accepted or violate a constraint; then the block is left by the exception. */
    private void expect(boolean accepted, Level level, Action action) throws Throwable {
        try {
            action.run();
        } catch (Disagreement e) {
            throw e;
        } catch (Throwable e) {
            if (!accepted && causes(e).stream().anyMatch(ConstraintViolationException.class::isInstance)) {
                level.thrown = e;
            }
            throw e;
        }
        if (!accepted) {
            throw new Disagreement("A violated constraint was not reported", null);
        }
    }

    private boolean flush(Level level) throws Throwable {
        expect(state.flush(level), level, level.em::flush);
        return true;
    }

    private static <T> @Nullable T pick(Collection<T> candidates, int pick) {
        return candidates.isEmpty() ? null : List.copyOf(candidates).get(pick % candidates.size());
    }

    /** A row or new entity; by preference one that an outer session has, too. */
    private @Nullable Key target(Class<?> type, int pick) {
        List<Key> visible = state.visible(type);
        if (pick % 3 > 0) {
            Set<Key> outer = new HashSet<>();
            state.levels.subList(0, state.levels.size() - 1).forEach(level -> outer.addAll(level.managed.keySet()));
            List<Key> both = visible.stream().filter(outer::contains).toList();
            visible = both.isEmpty() ? visible : both;
        }
        return pick(visible, pick / 3);
    }

    private Managed manage(Level level, Key key) {
        Managed managed = level.managed.get(key);
        if (managed == null) {
            Object entity = Hibernate.unproxy(level.em.find(key.type(), key.id()));
            if (entity == null) {
                throw new Disagreement("Not found: " + key, null);
            }
            managed = new Managed(entity, state.rows.get(key));
            level.managed.put(key, managed);
        }
        return managed;
    }

    private void added(Level level, Object entity, Object id) {
        Key key = new Key(entity.getClass(), id);
        Managed managed = new Managed(entity, ModelState.fields(entity));
        managed.isNew = true;
        level.managed.put(key, managed);
        known.add(key);
    }

    private String name(ModelStep step) {
        Key taken = step.value() % 6 == 0 ? target(Account.class, step.pick()) : null;
        Map<String, Object> row = taken == null ? null : state.rows.get(taken);
        return row == null ? "n" + ++number : row.get("name").toString();
    }

    private boolean persist(Level level, Account account) {
        level.em.persist(account);
        assertThat(account.getId()).isNotNull();
        added(level, account, account.getId());
        return true;
    }

    private boolean persistBasket(Level level, ModelStep step) {
        String id = pick(BASKETS, step.pick());
        Key key = new Key(Basket.class, id);
        if (level.managed.containsKey(key) || state.rows.containsKey(key) && step.value() % 8 > 0) {
            return false;
        }
        Basket basket = new Basket(id);
        basket.amount = step.value() % 10;
        if (step.value() % 2 == 0) {
            basket.items.add("i0");
        }
        level.em.persist(basket);
        added(level, basket, id);
        return true;
    }

    private boolean persistAgain(Level level, ModelStep step) {
        Object entity = pick(lost, step.pick());
        if (entity instanceof Account account) {
            if (step.value() % 3 > 0) {
                account.name = "n" + ++number;
            }
            account.entries.removeIf(forgotten::contains);
            persist(level, account);
            for (Entry entry : account.entries) {
                lost.remove(entry);
                added(level, entry, entry.id);
            }
        } else if (entity instanceof Basket basket && isFree(level, basket)) {
            level.em.persist(basket);
            added(level, basket, basket.id);
        } else {
            return false;
        }
        lost.remove(entity);
        return true;
    }

    private boolean isFree(Level level, Basket basket) {
        Key key = new Key(Basket.class, basket.id);
        return !level.managed.containsKey(key) && !state.rows.containsKey(key);
    }

    private boolean change(ModelStep step) {
        Key key = target(Account.class, step.pick());
        if (key == null) {
            return false;
        }
        setBalance(manage(state.top(), key), step.value() % 10);
        return true;
    }

    private static void setBalance(Managed managed, long balance) {
        ((Account) managed.entity).balance = balance;
        managed.current.put("balance", balance);
    }

    private boolean rename(Level level, ModelStep step) throws Throwable {
        Key key = target(Account.class, step.pick() + 1);
        if (key == null) {
            return false;
        }
        Managed managed = manage(level, key);
        ((Account) managed.entity).name = name(step);
        managed.current.put("name", ((Account) managed.entity).name);
        return flush(level);
    }

    private boolean remove(Level level, ModelStep step) {
        Key key = target(Account.class, step.pick());
        if (key == null || isUnflushed(level, key)) {
            return false;
        }
        Managed managed = manage(level, key);
        List<Managed> entries =
                state.entriesOf(key).stream().map(entry -> manage(level, entry)).toList();
        level.em.remove(managed.entity);
        managed.removed = true;
        entries.forEach(entry -> entry.removed = true);
        return true;
    }

    /** An account that is new, or has entries that are new or removed, until the next flush. */
    private static boolean isUnflushed(Level level, Key account) {
        return level.managed.entrySet().stream()
                .filter(entry -> entry.getValue().isNew || entry.getValue().removed)
                .anyMatch(entry -> entry.getKey().equals(account)
                        || account.id().equals(entry.getValue().current.get("account")));
    }

    private boolean changeBasket(ModelStep step) {
        Key key = target(Basket.class, step.pick());
        if (key == null) {
            return false;
        }
        changeBasket(manage(state.top(), key), step.value());
        return true;
    }

    private static void changeBasket(Managed managed, int value) {
        Basket basket = (Basket) managed.entity;
        if (value % 2 == 0) {
            basket.amount = value % 10;
        } else {
            String item = "i" + value % 3;
            if (!basket.items.remove(item)) {
                basket.items.add(item);
            }
            managed.touched = true;
        }
        managed.current = ModelState.fields(basket);
    }

    private boolean removeBasket(Level level, ModelStep step) {
        Key key = target(Basket.class, step.pick());
        if (key == null || isUnflushed(level, key)) {
            return false;
        }
        Managed managed = manage(level, key);
        level.em.remove(managed.entity);
        managed.removed = true;
        return true;
    }

    private boolean addEntry(Level level, ModelStep step) throws Throwable {
        Key key = target(Account.class, step.pick());
        if (key == null) {
            return false;
        }
        Managed foreign = level.managed.containsKey(key) || step.value() % 2 == 0 ? null : suspended(key);
        Account account = (Account) (foreign == null ? manage(level, key) : foreign).entity;
        Entry entry = new Entry(account, "t" + step.value() % 4);
        level.em.persist(entry);
        if (foreign == null) {
            account.entries.add(entry);
        }
        added(level, entry, entry.id);
        // Else a collection that is loaded later lacks it.
        return foreign == null || flush(level);
    }

    /** An instance of an outer session, to which a new row may refer. */
    private @Nullable Managed suspended(Key key) {
        return state.levels.stream()
                .limit(state.levels.size() - 1)
                .map(level -> level.managed.get(key))
                .filter(managed -> managed != null && !managed.uncertain)
                .findFirst()
                .orElse(null);
    }

    private boolean removeEntry(Level level, ModelStep step) {
        Key key = target(Entry.class, step.pick());
        if (key == null || isUnflushed(level, key)) {
            return false;
        }
        Managed entry = manage(level, key);
        Key owner = new Key(Account.class, entry.current.get("account"));
        Account account = (Account) manage(level, owner).entity;
        account.entries.remove(entry.entity);
        state.entriesOf(owner).forEach(other -> manage(level, other));
        level.em.remove(entry.entity);
        entry.removed = true;
        return true;
    }

    private boolean readEntries(ModelStep step) {
        Key key = target(Account.class, step.pick());
        if (key == null) {
            return false;
        }
        Hibernate.initialize(((Account) manage(state.top(), key).entity).entries);
        state.entriesOf(key).forEach(entry -> manage(state.top(), entry));
        return true;
    }

    private boolean bulkUpdate(Level level, ModelStep step) throws Throwable {
        flush(level);
        Class<?> type = step.value() % 4 == 0 ? Basket.class : Account.class;
        switch (step.value() % 4) {
            case 0 -> hql(level.em, "update Basket set amount = amount + 1");
            case 1 -> hql(level.em, "update Account set balance = balance + 1");
            case 2 -> hql(level.em, "update versioned Account set balance = balance + 1");
            default ->
                level.em
                        .createNativeQuery("update accounts set balance = balance + 1")
                        .executeUpdate();
        }
        state.rows.forEach((key, row) -> {
            if (key.type() == type) {
                row.computeIfPresent("amount", (field, amount) -> (Long) amount + 1);
                row.computeIfPresent("balance", (field, balance) -> (Long) balance + 1);
                if (step.value() % 4 == 2) {
                    row.computeIfPresent("version", (field, version) -> (Integer) version + 1);
                }
            }
        });
        level.bulk.add(type);
        level.managed.forEach((key, managed) -> {
            if (key.type() == type) {
                level.em.refresh(managed.entity);
                managed.read(state.rows.get(key));
            }
        });
        return true;
    }

    private boolean bulkDelete(Level level, ModelStep step) throws Throwable {
        flush(level);
        Class<?> type = step.value() % 3 == 0 ? Basket.class : Entry.class;
        switch (step.value() % 3) {
            case 0 -> hql(level.em, "delete from Basket where amount < 5");
            case 1 -> hql(level.em, "delete from Entry where text in ('t0', 't1')");
            default ->
                level.em
                        .createNativeQuery("delete from entries where text in ('t0', 't1')")
                        .executeUpdate();
        }
        state.rows.entrySet().removeIf(entry -> {
            Map<String, Object> row = entry.getValue();
            return entry.getKey().type() == type
                    && (type == Basket.class
                            ? (Long) row.get("amount") < 5
                            : Set.of("t0", "t1").contains(row.get("text")));
        });
        level.bulk.add(type);
        return clear(level);
    }

    private static void hql(EntityManager em, String statement) {
        em.createQuery(statement).executeUpdate();
    }

    private boolean clear(Level level) {
        level.em.clear();
        level.managed.values().stream()
                .filter(managed -> managed.isNew)
                .forEach(managed -> forgotten.add(managed.entity));
        level.managed.clear();
        return true;
    }

    private boolean find(Level level, ModelStep step) {
        Key key = pick(known, step.pick());
        if (key == null) {
            return false;
        }
        Object found = Hibernate.unproxy(level.em.find(key.type(), key.id()));
        Managed managed = level.managed.get(key);
        if (managed != null) {
            assertThat(found).as("found " + key).isSameAs(managed.removed ? null : managed.entity);
        } else if (state.rows.containsKey(key)) {
            assertThat(found).as("found " + key).isNotNull();
            level.managed.put(key, new Managed(found, state.rows.get(key)));
        } else {
            assertThat(found).as("found " + key).isNull();
        }
        return true;
    }

    private boolean refresh(Level level, ModelStep step) {
        List<Key> candidates = level.managed.entrySet().stream()
                .filter(entry -> !entry.getValue().removed && !isUnflushed(level, entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        Key key = pick(candidates, step.pick());
        if (key == null) {
            return false;
        }
        Managed managed = manage(level, key);
        level.em.refresh(managed.entity);
        managed.read(state.rows.get(key));
        return true;
    }

    private boolean query(Level level) throws Throwable {
        List<Object> found = new ArrayList<>();
        expect(state.flush(level), level, () -> {
            found.addAll(level.em.createQuery("from Account", Account.class).getResultList());
            found.addAll(level.em.createQuery("from Entry", Entry.class).getResultList());
            found.addAll(level.em
                    .createQuery("from Basket b left join fetch b.items", Basket.class)
                    .getResultList());
        });
        Set<Key> keys = new HashSet<>();
        for (Object result : found) {
            Object entity = Hibernate.unproxy(result);
            Key key = new Key(
                    entity.getClass(),
                    level.em.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(entity));
            keys.add(key);
            if (!level.managed.containsKey(key) && state.rows.containsKey(key)) {
                level.managed.put(key, new Managed(entity, state.rows.get(key)));
            }
        }
        assertThat(keys).as("query").isEqualTo(state.rows.keySet());
        return true;
    }

    // Failures.

    private boolean swallowViolation(Level level, ModelStep step) {
        Key taken = pick(
                state.rows.keySet().stream()
                        .filter(key -> key.type() == Account.class)
                        .toList(),
                step.pick());
        if (taken == null) {
            return false;
        }
        persist(level, new Account(state.rows.get(taken).get("name").toString()));
        assertThat(state.flush(level)).isFalse();
        swallow(level, level.em::flush);
        assertThat(causes(level.firstFailure)).hasAtLeastOneElementOfType(ConstraintViolationException.class);
        return true;
    }

    /** A failure without a failed statement. */
    private boolean swallowStale(Level level, ModelStep step) throws Throwable {
        Key key = target(Account.class, step.pick());
        if (key == null) {
            return false;
        }
        flush(level);
        Managed managed = manage(level, key);
        level.em.unwrap(Session.class).doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("update accounts set version = version + 1 where id = " + key.id());
            }
        });
        ((Account) managed.entity).balance++;
        swallow(level, level.em::flush);
        assertThat(level.firstFailure).isInstanceOf(OptimisticLockException.class);
        return true;
    }

    private static void swallow(Level level, Runnable action) {
        try {
            action.run();
        } catch (PersistenceException e) {
            level.marked = true;
            level.firstFailure = e;
            return;
        }
        throw new Disagreement("A failure was not reported", null);
    }

    private boolean mark(Level level) {
        level.em.getTransaction().setRollbackOnly();
        level.marked = true;
        return true;
    }

    private boolean hook(ModelStep step) {
        Level level = state.levels.get(step.pick() % state.levels.size());
        Hook hook = new Hook(++number, step.value() % 3 > 0, step.value() % 10 == 0);
        level.hooks.add(hook);
        Runnable code = () -> {
            hooksRun.add(hook.number());
            if (hook.failing()) {
                throw new IllegalStateException("hook " + hook.number());
            }
        };
        if (hook.onCommit()) {
            transactions.afterCommit(level.em, code);
        } else {
            transactions.afterRollback(level.em, code);
        }
        return true;
    }

    // Nested blocks.

    private boolean nested(Level outer, ModelStep step) throws Throwable {
        if (outer.marked) {
            refusedNested(outer);
            return true;
        } else if (state.levels.size() > DEEPEST) {
            return false;
        }
        boolean accepted = state.flush(outer);
        if (!accepted) {
            expect(
                    false,
                    outer,
                    () -> transactions.nested(outer.em).run(em -> {
                        throw new Disagreement("A block runs after its outer session could not be flushed", null);
                    }));
        }
        Level[] level = new Level[1];
        Throwable caught = null;
        try {
            transactions.nested(outer.em).<Throwable>run(em -> {
                level[0] = new Level(em, state.rows);
                body(level[0]);
            });
        } catch (Disagreement e) {
            throw e;
        } catch (Throwable e) {
            caught = e;
        }
        if (level[0] == null) {
            throw new Disagreement("A block did not run", caught);
        }
        state.levels.remove(level[0]);
        verifyEnd(level[0], caught, "The nested block");
        if (caught == null) {
            state.release(level[0], outer);
        } else {
            lost(state.rollBack(level[0]));
        }
        for (Object gone : state.resume(outer)) {
            assertThat(outer.em.contains(gone))
                    .as("contains a removed row's instance")
                    .isFalse();
        }
        if (caught != null && (caught == uncaught || step.value() % 4 == 0)) {
            outer.thrown = caught;
            throw caught;
        }
        return true;
    }

    private void refusedNested(Level outer) {
        try {
            transactions.nested(outer.em).run(em -> {
                throw new Disagreement("A block runs in a marked one", null);
            });
        } catch (RollbackOnlyException e) {
            verifyMarked(outer, e, "The outer transaction");
            return;
        }
        throw new Disagreement("A block in a marked one is not refused", null);
    }

    private void lost(Set<Object> instances) {
        for (Object entity : instances) {
            if (entity instanceof Account account) {
                assertThat(account.getId())
                        .as("id of an instance that is new again")
                        .isNull();
                assertThat(account.getVersion())
                        .as("version of an instance that is new again")
                        .isNull();
            } else if (entity instanceof Entry entry) {
                assertThat(entry.id).as("id of an instance that is new again").isNull();
            }
        }
        lost.addAll(instances);
    }

    private boolean nestedEach(Level level, ModelStep step) throws Throwable {
        List<Account> items = new ArrayList<>();
        Set<String> rejected = new LinkedHashSet<>();
        for (int i = 0; i < 2 + step.pick() % 5; i++) {
            items.add(new Account(name(new ModelStep(Kind.PERSIST, step.pick() + i, step.value() + i))));
        }
        boolean accepted = state.flush(level);
        List<Account> stored = new ArrayList<>();
        expect(accepted, level, () -> {
            NestedResult<Account> result = transactions.nestedEach(level.em, items, EntityManager::persist);
            stored.addAll(result.accepted());
            result.rejected().forEach(item -> rejected.add(item.item().name));
        });
        List<Account> expected = new ArrayList<>();
        Set<String> refused = new TreeSet<>();
        for (Account item : items) {
            if (state.isTaken(item.name)) {
                refused.add(item.name);
                assertThat(item.getId()).as("id of a rejected item").isNull();
            } else {
                Key key = new Key(Account.class, item.getId());
                known.add(key);
                expected.add(item);
                state.rows.put(key, ModelState.fields(item));
                level.written.add(key);
                level.inserted.add(item);
                level.insertedKeys.add(key);
            }
        }
        assertThat(stored).as("accepted items").containsExactlyElementsOf(expected);
        assertThat(rejected).as("rejected items").containsExactlyInAnyOrderElementsOf(refused);
        return true;
    }

    // Sessions that wait.

    private @Nullable Level suspendedLevel(int pick) {
        return pick(state.levels.subList(0, state.levels.size() - 1), pick);
    }

    private boolean findSuspended(ModelStep step) {
        Level level = suspendedLevel(step.pick());
        Key key = pick(known, step.value());
        if (level == null || key == null) {
            return false;
        }
        entriesOfLoadedCollections(level);
        Object found = Hibernate.unproxy(level.em.find(key.type(), key.id()));
        Managed managed = level.managed.get(key);
        if (managed != null) {
            assertThat(found).isSameAs(managed.entity);
        } else if (state.rows.containsKey(key)) {
            readSuspended(level, key, found);
        } else {
            assertThat(found).isNull();
        }
        // Of a changed account they could not be read again without losing the change.
        if (found instanceof Account account
                && step.value() % 2 == 0
                && !level.managed.get(key).isDirty()) {
            Hibernate.initialize(account.entries);
            entriesOfLoadedCollections(level);
            level.managed.get(key).uncertain = true;
        }
        return true;
    }

    private void readSuspended(Level level, Key key, Object found) {
        if (!level.managed.containsKey(key)) {
            Managed managed = new Managed(found, ModelState.fields(found));
            managed.uncertain = true;
            level.managed.put(key, managed);
        }
    }

    /** A refresh of an account reads its entries, too. */
    private void entriesOfLoadedCollections(Level level) {
        for (Managed managed : List.copyOf(level.managed.values())) {
            if (managed.entity instanceof Account account && Hibernate.isInitialized(account.entries)) {
                account.entries.forEach(entry -> readSuspended(level, new Key(Entry.class, entry.id), entry));
            }
        }
    }

    private boolean changeSuspended(ModelStep step) {
        Level level = suspendedLevel(step.pick());
        if (level == null) {
            return false;
        }
        List<Level> inner = state.levels.subList(state.levels.indexOf(level) + 1, state.levels.size());
        List<Managed> candidates = level.managed.entrySet().stream()
                .filter(entry -> entry.getKey().type() != Entry.class && !entry.getValue().uncertain)
                .filter(entry -> inner.stream()
                        .noneMatch(block -> block.written.contains(entry.getKey())
                                || block.bulk.contains(entry.getKey().type())))
                .map(Map.Entry::getValue)
                .toList();
        Managed managed = pick(candidates, step.value());
        if (managed == null) {
            return false;
        }
        if (managed.entity instanceof Account) {
            setBalance(managed, step.value() % 10);
        } else {
            changeBasket(managed, step.value());
        }
        return true;
    }

    private boolean refreshSuspended(ModelStep step) {
        Level level = suspendedLevel(step.pick());
        if (level == null) {
            return false;
        }
        List<Key> candidates = level.managed.entrySet().stream()
                .filter(entry -> canRefresh(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Key key = pick(candidates, step.value());
        if (key == null) {
            return false;
        }
        Managed managed = manage(level, key);
        level.em.refresh(managed.entity);
        managed.read(state.rows.get(key));
        managed.uncertain = true;
        return true;
    }

    /** A refresh is cascaded, and fails if a row is not there. */
    private boolean canRefresh(Key key, Managed managed) {
        return state.rows.containsKey(key)
                && (!(managed.entity instanceof Account account)
                        || !Hibernate.isInitialized(account.entries)
                        || account.entries.stream()
                                .allMatch(entry -> state.rows.containsKey(new Key(Entry.class, entry.id))));
    }
}
