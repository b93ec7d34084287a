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

import dev.ashlar.core.ThrowingConsumer;
import dev.ashlar.core.ThrowingFunction;
import dev.ashlar.core.internal.transaction.Block;
import dev.ashlar.core.internal.transaction.Hooks;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocks in transactions of an {@code EntityManagerFactory}.
 *
 * <p>{@link #run} and {@link #call} open an {@code EntityManager}, begin, run the block, commit and close. Whatever the block throws,
 * an {@code Error} or an undeclared checked exception too, the transaction is rolled back, the connection goes back to the pool, and
 * the exception comes out as it was. So does what the flush at the commit throws: a {@code ConstraintViolationException}, say, and not
 * a {@code RollbackException} around it. A transaction that was marked for rollback is never committed silently: that throws
 * {@link RollbackOnlyException} with the first cause.
 *
 * <p>A block within a block of the same factory is refused, since it could mean three things: {@link #nested}, a part of the outer
 * transaction that may fail alone; {@link #requiresNew}, a transaction of its own; or no block at all, the outer one's
 * {@code EntityManager} handed on. The same holds within a transaction that Spring runs on the same factory and thread.
 *
 * <p>An immutable value, safe for many threads; resource-local transactions only.
 */
public final class Transactions {

    private final SessionFactoryImplementor factory;
    private final @Nullable SpringTransactions spring;
    private final TransactionOptions options;

    private Transactions(
            SessionFactoryImplementor factory, @Nullable SpringTransactions spring, TransactionOptions options) {
        this.factory = factory;
        this.spring = spring;
        this.options = options;
    }

    /**
     * The transactions of a factory.
     *
     * @param factory one of Hibernate, or a proxy that unwraps to one; open
     * @throws IllegalArgumentException if it is of another provider, or its transactions are JTA's
     * @throws IllegalStateException if it is closed
     */
    public static Transactions of(EntityManagerFactory factory) {
        Objects.requireNonNull(factory, "factory");
        if (!factory.isOpen()) {
            throw new IllegalStateException("The EntityManagerFactory is closed: factory=" + factory
                    + ". Make the Transactions of an open one.");
        }
        SessionFactoryImplementor sessions = unwrap(factory);
        if (sessions.getServiceRegistry()
                .requireService(TransactionCoordinatorBuilder.class)
                .isJta()) {
            throw new IllegalArgumentException("The transactions of this factory are JTA's: unit=" + sessions.getName()
                    + ". Transactions runs resource-local ones; under JTA use @Transactional or UserTransaction.");
        }
        return new Transactions(sessions, SpringTransactions.find(factory), TransactionOptions.DEFAULTS);
    }

    private static SessionFactoryImplementor unwrap(EntityManagerFactory factory) {
        try {
            return factory.unwrap(SessionFactoryImplementor.class);
        } catch (PersistenceException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "The EntityManagerFactory is not Hibernate's: class="
                            + factory.getClass().getName() + ". Transactions needs Hibernate ORM.",
                    e);
        }
    }

    /**
     * Runs a block again when another transaction was in the way; nested blocks pass such a failure on, and whoever catches it outside
     * of the nested block keeps it from the retry.
     */
    public Transactions retrying(Retry retry) {
        return with(options.with(Objects.requireNonNull(retry, "retry")));
    }

    /**
     * With an isolation, set before the transaction begins, verified, and restored before the connection goes back. An engine that
     * lacks it is refused by {@link UnsupportedOperationException} when a block is run. Costs what the driver needs to ask and tell
     * the level: on PostgreSQL four round trips, and one if the connection has it already.
     */
    public Transactions isolation(Isolation isolation) {
        return with(options.with(Objects.requireNonNull(isolation, "isolation")));
    }

    /**
     * Only to read: Hibernate loads entities as read-only, the connection is told so, and a statement through Hibernate that writes
     * is refused with {@link IllegalStateException}, also on engines that take the connection's flag for a hint (H2).
     *
     * @apiNote A change to an entity that was loaded is neither written nor refused: Hibernate does not look for it.
     */
    public Transactions readOnly() {
        return with(options.withReadOnly());
    }

    /**
     * With a limit for the whole transaction: a statement is given what is left of it, in whole seconds, and a block that took
     * longer is rolled back instead of committed, with {@link TransactionTimeoutException}. Under a retry each attempt has it anew.
     *
     * @throws IllegalArgumentException if it is negative, zero, or beyond 2<sup>31</sup> - 2 seconds
     */
    public Transactions timeout(Duration timeout) {
        return with(options.with(Objects.requireNonNull(timeout, "timeout")));
    }

    /**
     * Also within a running transaction: with another connection, committed or rolled back alone.
     *
     * @apiNote The outer transaction keeps its connection meanwhile. With a pool of <var>n</var>, <var>n</var> threads that do this
     *     at once wait for each other; and the new transaction waits for rows that the outer one has changed, for ever.
     */
    public Transactions requiresNew() {
        return with(options.withRequiresNew());
    }

    private Transactions with(TransactionOptions changed) {
        return new Transactions(factory, spring, changed);
    }

    /** The same for blocks that work in a {@code StatelessSession}. */
    public StatelessTransactions stateless() {
        return new StatelessTransactions(this);
    }

    /**
     * Runs a block in a transaction.
     *
     * @throws X as the block does; the transaction is rolled back
     * @throws IllegalStateException if this thread is in a block or Spring transaction of the same factory, or the block ends its
     *     transaction itself
     * @throws RollbackOnlyException if it was marked for rollback
     * @throws AmbiguousCommitException if the commit was sent and nobody knows its outcome
     * @throws AfterCommitException if it is committed and a hook failed
     */
    public <X extends Throwable> void run(ThrowingConsumer<? super EntityManager, X> work) throws X {
        call(Work.<EntityManager, X>withResult(work));
    }

    /**
     * Runs a block that has a result in a transaction; all else as in {@link #run}. An entity in the result is detached.
     *
     * @throws X as the block does
     */
    public <T extends @Nullable Object, X extends Throwable> T call(
            ThrowingFunction<? super EntityManager, ? extends T, X> work) throws X {
        return this.<EntityManager, T, X>execute(this::open, Objects.requireNonNull(work, "work"));
    }

    <S, T extends @Nullable Object, X extends Throwable> T execute(
            Supplier<S> opening, ThrowingFunction<? super S, ? extends T, X> work) throws X {
        if (!options.requiresNew()) {
            refuseWithinAnother();
        }
        Retry retry = options.retry();
        if (retry == null) {
            return new OwnTransaction<>(options, opening.get()).call(work);
        }
        return retry.execute(new Retried<>(options, opening, work));
    }

    /** Attempts, each in a transaction and session of its own. */
    private static final class Retried<S, T extends @Nullable Object, X extends Throwable>
            implements Retry.Attempt<T, X> {

        private final TransactionOptions options;
        private final Supplier<S> opening;
        private final ThrowingFunction<? super S, ? extends T, X> work;
        private @Nullable OwnTransaction<S> last;

        Retried(TransactionOptions options, Supplier<S> opening, ThrowingFunction<? super S, ? extends T, X> work) {
            this.options = options;
            this.opening = opening;
            this.work = work;
        }

        @Override
        public T run() throws X {
            last = null;
            last = new OwnTransaction<>(options, opening.get());
            return last.call(work);
        }

        @Override
        public @Nullable Throwable underlying() {
            return last == null ? null : last.underlying();
        }
    }

    private void refuseWithinAnother() {
        Block running = Block.innermost(factory);
        if (running != null) {
            throw new IllegalStateException("This thread is in a transaction of the same factory already: depth="
                    + Block.depthOf(running.session()) + ". " + WAYS_OUT);
        }
        if (spring != null && spring.isActive(factory)) {
            throw new IllegalStateException(
                    "This thread is in a transaction that Spring runs on the same factory. " + WAYS_OUT);
        }
    }

    private static final String WAYS_OUT = "Use nested(em) for a part of it that may fail alone, requiresNew() for a"
            + " transaction of its own, or hand the EntityManager on and do without a block.";

    private EntityManager open() {
        return options.readOnly() ? factory.withOptions().readOnly(true).openSession() : factory.openSession();
    }

    StatelessSession openStateless() {
        return options.readOnly()
                ? factory.withStatelessOptions().readOnly(true).openStatelessSession()
                : factory.openStatelessSession();
    }

    /**
     * Blocks in the transaction of an {@code EntityManager} that may fail alone; see {@link NestedBlock}. It may be one that
     * {@link #run} or another nested block gives, or one in a transaction that somebody else runs, such as Spring.
     *
     * @throws IllegalArgumentException if it is not of this factory
     * @throws IllegalStateException if it is closed
     */
    public NestedBlock<EntityManager> nested(EntityManager em) {
        SessionImplementor outer = session(em);
        return new NestedBlock<>(outer, (connection, changes) -> ChildSession.stateful(outer, connection, changes));
    }

    /**
     * The same for a {@code StatelessSession}.
     *
     * @throws IllegalArgumentException if it is not of this factory
     * @throws IllegalStateException if it is closed
     */
    public NestedBlock<StatelessSession> nested(StatelessSession session) {
        SharedSessionContractImplementor outer = session(session);
        return new NestedBlock<>(outer, (connection, changes) -> ChildSession.stateless(outer, connection, changes));
    }

    /**
     * Runs work on each item in nested blocks, and keeps what the database accepts. Items share a block, 64 at most, so that their
     * inserts are batched; a block that fails is split in halves until the bad items stand alone.
     *
     * <p>What the provider throws about an item ({@link PersistenceException}) rejects it. A failure that is worth a retry, and any
     * other exception, comes out; the accepted items are then in the outer transaction, as far as they had come.
     *
     * @apiNote The work may run several times for one item: it should do nothing but what the database undoes.
     * @param items any number; read once
     * @param work what to do with an item in the block's {@code EntityManager}
     */
    public <T> NestedResult<T> nestedEach(
            EntityManager em, Iterable<? extends T> items, BiConsumer<? super EntityManager, ? super T> work) {
        return nestedEach(nested(em), items, work);
    }

    /** The same for a {@code StatelessSession}. */
    public <T> NestedResult<T> nestedEach(
            StatelessSession session,
            Iterable<? extends T> items,
            BiConsumer<? super StatelessSession, ? super T> work) {
        return nestedEach(nested(session), items, work);
    }

    private static <S, T> NestedResult<T> nestedEach(
            NestedBlock<S> nested, Iterable<? extends T> items, BiConsumer<? super S, ? super T> work) {
        Objects.requireNonNull(items, "items");
        Objects.requireNonNull(work, "work");
        Bisection<T> bisection = new Bisection<>(
                batch -> nested.run(session -> batch.forEach(item -> work.accept(session, item))),
                nested::isOuterMarked);
        return bisection.run(items);
    }

    /**
     * Runs something when the transaction of an {@code EntityManager} is committed and its session closed, in the order of
     * registration, whatever the others throw. Registered in a nested block it is dropped if that is rolled back; under a retry, with
     * its attempt. What a hook throws comes out as {@link AfterCommitException}.
     *
     * <p>In a transaction that somebody else runs it is called from within the commit; what it throws is logged, and a block of its own
     * needs {@link #requiresNew}.
     *
     * @throws IllegalStateException if no transaction is active on it
     */
    public void afterCommit(EntityManager em, Runnable hook) {
        Objects.requireNonNull(hook, "hook");
        register(session(em), hooks -> hooks.afterCommit(hook));
    }

    /** The same for a {@code StatelessSession}. */
    public void afterCommit(StatelessSession session, Runnable hook) {
        Objects.requireNonNull(hook, "hook");
        register(session(session), hooks -> hooks.afterCommit(hook));
    }

    /**
     * Runs something when the transaction of an {@code EntityManager} has been rolled back and its session closed; dropped and ordered
     * as {@link #afterCommit}. What it throws is a suppressed exception of the one that comes out.
     *
     * @throws IllegalStateException if no transaction is active on it
     */
    public void afterRollback(EntityManager em, Runnable hook) {
        Objects.requireNonNull(hook, "hook");
        register(session(em), hooks -> hooks.afterRollback(hook));
    }

    /** The same for a {@code StatelessSession}. */
    public void afterRollback(StatelessSession session, Runnable hook) {
        Objects.requireNonNull(hook, "hook");
        register(session(session), hooks -> hooks.afterRollback(hook));
    }

    private static void register(SharedSessionContractImplementor session, Consumer<Hooks> registration) {
        if (!session.isTransactionInProgress()) {
            throw new IllegalStateException("A hook is registered outside of a transaction: session=" + session
                    + ". Register it within run, call, or a transaction that is active on that session.");
        }
        Block block = Block.of(session);
        if (block != null) {
            registration.accept(block.hooks());
        } else {
            Hooks hooks = new Hooks();
            registration.accept(hooks);
            ForeignHooks.register(session, hooks);
        }
    }

    private SessionImplementor session(EntityManager em) {
        Objects.requireNonNull(em, "em");
        refuseClosed(em.isOpen(), em);
        return ours(em.unwrap(SessionImplementor.class));
    }

    private SharedSessionContractImplementor session(StatelessSession session) {
        Objects.requireNonNull(session, "session");
        refuseClosed(session.isOpen(), session);
        return ours((SharedSessionContractImplementor) session);
    }

    private static void refuseClosed(boolean open, Object session) {
        if (!open) {
            throw new IllegalStateException(
                    "The session is closed: session=" + session + ". Give the one whose transaction is running.");
        }
    }

    @SuppressWarnings("ReferenceEquality") // a factory is only itself
    private <S extends SharedSessionContractImplementor> S ours(S session) {
        if (session.getFactory() != factory) {
            throw new IllegalArgumentException("The session belongs to another factory: unit=" + factory.getName()
                    + " session's unit=" + session.getFactory().getName()
                    + ". Give one of the factory that these Transactions were made of.");
        }
        return session;
    }
}
