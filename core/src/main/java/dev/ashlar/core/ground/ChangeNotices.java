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
package dev.ashlar.core.ground;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Where those who change rows past Hibernate's events tell it, and those who keep a log listen. */
public final class ChangeNotices {

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<SharedSessionContractImplementor, Integer> announced =
            Collections.synchronizedMap(new WeakHashMap<>());

    ChangeNotices() {}

    /** Adds a listener for as long as the persistence unit lives. */
    public void subscribe(Listener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /** Whether anybody listens; who would have to load rows only for the notice asks first. */
    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    /**
     * Tells all listeners, in the order they subscribed, on this thread. Call it in the transaction of the change and after
     * the change was made; what a listener throws reaches the caller, and should fail the transaction.
     */
    public void tell(SharedSessionContractImplementor session, ChangeNotice notice) {
        for (Listener listener : listeners) {
            listener.changed(session, notice);
        }
    }

    /**
     * Says that a notice will name what the session executes until this is closed: whoever would see the statements themselves
     * leaves them to it.
     */
    public Announcement announce(SharedSessionContractImplementor session) {
        announced.merge(session, 1, Integer::sum);
        return () -> announced.computeIfPresent(session, (key, depth) -> depth == 1 ? null : depth - 1);
    }

    /** Whether a notice will name what the session executes now. */
    public boolean isAnnounced(SharedSessionContractImplementor session) {
        return announced.containsKey(session);
    }

    /** Lasts until it is closed. */
    @FunctionalInterface
    public interface Announcement extends AutoCloseable {

        @Override
        void close();
    }

    /** Hears of changes. */
    @FunctionalInterface
    public interface Listener {

        /** Something changed in the session's transaction. */
        void changed(SharedSessionContractImplementor session, ChangeNotice notice);
    }
}
