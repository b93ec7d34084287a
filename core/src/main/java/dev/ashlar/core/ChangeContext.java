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
package dev.ashlar.core;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Who changes data, why and from where: an immutable value that a block of code runs in.
 *
 * <pre>{@code
 * ChangeContext.of(Actor.user("alice")).reason("support ticket 4711").run(() -> …);
 * }</pre>
 *
 * <p>Inside the block, on the same thread, every change sees this context. A nested block sees its own context alone;
 * start it from {@link #current()} to keep the outer values. After the block, also when it throws, the thread has what it
 * had before. Works on platform and virtual threads; another thread sees nothing of it unless the work was wrapped, see
 * {@link #capture()} and {@link #wrap(Executor)}.
 *
 * <p>The context is read when a change is written: in a {@code Session} that is the flush, so let the block enclose the
 * transaction, or flush before it ends.
 *
 * <p>Values are texts for people and logs. What the application chooses itself (actor, reason, tenant, ip address) is
 * refused when it is too long; what arrives from outside (user agent, request id) is cut to its limit and then ends with
 * {@code …}, and null or blank means absent.
 */
public final class ChangeContext {

    /** Longest reason, in characters. */
    public static final int MAX_REASON = 1000;

    /** Longest ip address, in characters: an IPv6 address with a zone. */
    public static final int MAX_IP_ADDRESS = 64;

    /** Longest user agent kept, in characters. */
    public static final int MAX_USER_AGENT = 500;

    /** Longest request id kept, in characters. */
    public static final int MAX_REQUEST_ID = 255;

    /** Longest tenant, in characters. */
    public static final int MAX_TENANT = 255;

    private static final ThreadLocal<@Nullable ChangeContext> CURRENT = new ThreadLocal<>();
    private static final ChangeContext EMPTY = new ChangeContext(null, null, null, null, null, null);

    private final @Nullable Actor actor;
    private final @Nullable String reason;
    private final @Nullable String ipAddress;
    private final @Nullable String userAgent;
    private final @Nullable String requestId;
    private final @Nullable String tenant;

    private ChangeContext(
            @Nullable Actor actor,
            @Nullable String reason,
            @Nullable String ipAddress,
            @Nullable String userAgent,
            @Nullable String requestId,
            @Nullable String tenant) {
        this.actor = actor;
        this.reason = reason;
        this.ipAddress = ipAddress;
        this.userAgent = userAgent;
        this.requestId = requestId;
        this.tenant = tenant;
    }

    /** A context with an actor and nothing else. */
    public static ChangeContext of(Actor actor) {
        return EMPTY.actor(actor);
    }

    /** A context in which nothing is known. */
    public static ChangeContext empty() {
        return EMPTY;
    }

    /** The context this thread runs in; empty outside of any block. */
    public static ChangeContext current() {
        return currentIfAny().orElse(EMPTY);
    }

    /** The context this thread runs in, or nothing if it runs in none. */
    public static Optional<ChangeContext> currentIfAny() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** What this thread runs in now, to be taken to another thread. */
    public static CapturedContext capture() {
        return new CapturedContext(CURRENT.get());
    }

    /**
     * An executor whose tasks run in the context of the thread that hands them in.
     *
     * <p>Give it to {@link java.util.concurrent.CompletableFuture} as its executor. The context is that of the moment a
     * task is handed in; a stage that depends on another one is handed in when that one completes, so wrap its function
     * with {@link #capture()} where the difference matters.
     */
    public static Executor wrap(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return task -> executor.execute(capture().wrap(task));
    }

    /** An executor service whose tasks run in the context of the thread that hands them in. */
    public static ExecutorService wrap(ExecutorService executor) {
        return new ContextExecutorService(Objects.requireNonNull(executor, "executor"));
    }

    /** The same context with another actor. */
    public ChangeContext actor(Actor actor) {
        Objects.requireNonNull(actor, "actor");
        return new ChangeContext(actor, reason, ipAddress, userAgent, requestId, tenant);
    }

    /**
     * The same context with a reason.
     *
     * @throws IllegalArgumentException if it is blank or longer than {@value #MAX_REASON} characters
     */
    public ChangeContext reason(String reason) {
        String text = ContextText.requireText("reason", reason, MAX_REASON);
        return new ChangeContext(actor, text, ipAddress, userAgent, requestId, tenant);
    }

    /**
     * The same context with the address of the client.
     *
     * @throws IllegalArgumentException if it is blank or longer than {@value #MAX_IP_ADDRESS} characters
     */
    public ChangeContext ipAddress(String ipAddress) {
        String text = ContextText.requireText("ipAddress", ipAddress, MAX_IP_ADDRESS);
        return new ChangeContext(actor, reason, text, userAgent, requestId, tenant);
    }

    /** The same context with the client's user agent, cut to {@value #MAX_USER_AGENT} characters. */
    public ChangeContext userAgent(@Nullable String userAgent) {
        String text = ContextText.cut(userAgent, MAX_USER_AGENT);
        return new ChangeContext(actor, reason, ipAddress, text, requestId, tenant);
    }

    /** The same context with the id of the request, cut to {@value #MAX_REQUEST_ID} characters. */
    public ChangeContext requestId(@Nullable String requestId) {
        String text = ContextText.cut(requestId, MAX_REQUEST_ID);
        return new ChangeContext(actor, reason, ipAddress, userAgent, text, tenant);
    }

    /**
     * The same context with a tenant.
     *
     * @throws IllegalArgumentException if it is blank or longer than {@value #MAX_TENANT} characters
     */
    public ChangeContext tenant(String tenant) {
        String text = ContextText.requireText("tenant", tenant, MAX_TENANT);
        return new ChangeContext(actor, reason, ipAddress, userAgent, requestId, text);
    }

    /** Returns who acts. */
    public Optional<Actor> actor() {
        return Optional.ofNullable(actor);
    }

    /** Returns why. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Returns the address of the client. */
    public Optional<String> ipAddress() {
        return Optional.ofNullable(ipAddress);
    }

    /** Returns the client's user agent. */
    public Optional<String> userAgent() {
        return Optional.ofNullable(userAgent);
    }

    /** Returns the id of the request. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** Returns the tenant. */
    public Optional<String> tenant() {
        return Optional.ofNullable(tenant);
    }

    /**
     * Runs a block in this context.
     *
     * @throws X as the block does
     */
    public <X extends Throwable> void run(ThrowingRunnable<X> block) throws X {
        runIn(this, block);
    }

    /**
     * Runs a block in this context and returns its result.
     *
     * @throws X as the block does
     */
    public <T extends @Nullable Object, X extends Throwable> T call(ThrowingSupplier<T, X> block) throws X {
        return callIn(this, block);
    }

    static <X extends Throwable> void runIn(@Nullable ChangeContext context, ThrowingRunnable<X> block) throws X {
        ChangeContext before = CURRENT.get();
        set(context);
        try {
            block.run();
        } finally {
            set(before);
        }
    }

    static <T extends @Nullable Object, X extends Throwable> T callIn(
            @Nullable ChangeContext context, ThrowingSupplier<T, X> block) throws X {
        ChangeContext before = CURRENT.get();
        set(context);
        try {
            return block.get();
        } finally {
            set(before);
        }
    }

    private static void set(@Nullable ChangeContext context) {
        if (context == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(context);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChangeContext that
                && Objects.equals(actor, that.actor)
                && Objects.equals(reason, that.reason)
                && Objects.equals(ipAddress, that.ipAddress)
                && Objects.equals(userAgent, that.userAgent)
                && Objects.equals(requestId, that.requestId)
                && Objects.equals(tenant, that.tenant);
    }

    @Override
    public int hashCode() {
        return Objects.hash(actor, reason, ipAddress, userAgent, requestId, tenant);
    }

    @Override
    public String toString() {
        return "ChangeContext[actor=" + actor + ", reason=" + reason + ", ipAddress=" + ipAddress + ", userAgent="
                + userAgent + ", requestId=" + requestId + ", tenant=" + tenant + "]";
    }
}
