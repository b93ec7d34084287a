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
package dev.ashlar.core.internal.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventType;

/** Tells the running block of a flush that fails without a failed statement: of a stale version, say. */
final class FlushListeners {

    private FlushListeners() {}

    static void listen(EventListenerRegistry registry) {
        compose(registry, EventType.FLUSH, listeners -> event -> {
            try {
                listeners.forEach(listener -> listener.onFlush(event));
            } catch (RuntimeException e) {
                failed(event.getSession(), e);
                throw e;
            }
        });
        compose(registry, EventType.AUTO_FLUSH, FlushListeners::recording);
    }

    private static AutoFlushEventListener recording(List<AutoFlushEventListener> listeners) {
        return event -> {
            try {
                listeners.forEach(listener -> listener.onAutoFlush(event));
            } catch (RuntimeException e) {
                failed(event.getSession(), e);
                throw e;
            }
        };
    }

    private static void failed(SharedSessionContractImplementor session, RuntimeException failure) {
        Block block = Block.of(session);
        if (block != null) {
            block.failed(failure);
        }
    }

    /** Makes one listener of all: Hibernate takes two of the same class for duplicates. */
    private static <T> void compose(EventListenerRegistry registry, EventType<T> type, Function<List<T>, T> composer) {
        var group = registry.getEventListenerGroup(type);
        List<T> listeners = new ArrayList<>();
        group.fireLazyEventOnEachListener(() -> listeners, (listener, list) -> list.add(listener));
        group.clearListeners();
        group.appendListener(composer.apply(List.copyOf(listeners)));
    }
}
