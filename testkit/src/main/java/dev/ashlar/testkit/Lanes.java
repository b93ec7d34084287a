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
package dev.ashlar.testkit;

import dev.ashlar.testkit.internal.database.Servers;
import dev.ashlar.testkit.internal.database.TestDatabase;
import dev.ashlar.testkit.internal.database.UrlDatabase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of this JVM. A unit has as many as test classes use it at one time; a URL has one, for all units.
 *
 * <p>Safe for many threads.
 */
final class Lanes {

    /** Long enough for a server on a loaded machine, short enough for who waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Lanes OF_THIS_JVM = new Lanes(new Servers());

    private final Servers servers;
    private final Map<UnitUnderTest, Deque<Lane>> idle = new ConcurrentHashMap<>();
    private final Map<UnitUnderTest.AtUrl, UrlLane> atUrls = new ConcurrentHashMap<>();

    private Lanes(Servers servers) {
        this.servers = servers;
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAtUrls, "ashlar-testkit-end"));
    }

    /** Servers and factories are there once per JVM, whatever launches its tests. */
    static Lanes ofThisJvm() {
        return OF_THIS_JVM;
    }

    /**
     * A lane that nobody else uses until it is released; waits for a URL's only one.
     *
     * @throws PersistenceTestException if it cannot be opened
     */
    Lane acquire(UnitUnderTest unit) {
        if (unit.target() instanceof UnitUnderTest.AtUrl url) {
            return atUrl(url).acquire(unit, url);
        }
        Deque<Lane> lanes = idle(unit);
        synchronized (lanes) {
            Lane lane = lanes.poll();
            if (lane != null) {
                return lane;
            }
        }
        Engine engine = ((UnitUnderTest.Embedded) unit.target()).engine();
        return Lane.open(unit, servers.open(engine));
    }

    void release(Lane lane) {
        if (lane.unit().target() instanceof UnitUnderTest.AtUrl url) {
            atUrl(url).release(lane);
            return;
        }
        if (lane.isSpoilt()) {
            lane.close();
            return;
        }
        Deque<Lane> lanes = idle(lane.unit());
        synchronized (lanes) {
            lanes.push(lane);
        }
    }

    private UrlLane atUrl(UnitUnderTest.AtUrl url) {
        return atUrls.computeIfAbsent(url, key -> new UrlLane());
    }

    private Deque<Lane> idle(UnitUnderTest unit) {
        return idle.computeIfAbsent(unit, key -> new ArrayDeque<>());
    }

    private void closeAtUrls() {
        atUrls.values().forEach(UrlLane::close);
    }

    /** The lane of the unit that a URL's schema is of, kept until another unit wants the URL. */
    private static final class UrlLane {

        private final Semaphore free = new Semaphore(1, true);
        private @Nullable Lane lane;

        Lane acquire(UnitUnderTest unit, UnitUnderTest.AtUrl url) {
            free.acquireUninterruptibly();
            try {
                Lane kept = lane;
                if (kept == null || !kept.unit().equals(unit)) {
                    drop();
                    TestDatabase database = UrlDatabase.open(url.url(), url.user(), url.password(), PATIENCE);
                    kept = Lane.open(unit, database);
                    lane = kept;
                }
                return kept;
            } catch (RuntimeException | Error e) {
                free.release();
                throw e;
            }
        }

        void release(Lane used) {
            if (used.isSpoilt()) {
                drop();
            }
            free.release();
        }

        private void drop() {
            Lane kept = lane;
            lane = null;
            if (kept != null) {
                kept.close();
            }
        }

        void close() {
            if (free.tryAcquire()) {
                drop();
            }
        }
    }
}
