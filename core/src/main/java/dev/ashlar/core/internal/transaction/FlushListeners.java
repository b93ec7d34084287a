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
import java.util.function.UnaryOperator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventType;

/** Tells the running block of a flush that fails without a failed statement: of a stale version, say. */
final class FlushListeners {

    private FlushListeners() {}

    static void listen(EventListenerRegistry registry) {
        wrap(registry, EventType.FLUSH, listener -> event -> {
            try {
                listener.onFlush(event);
            } catch (RuntimeException e) {
                failed(event.getSession(), e);
                throw e;
            }
        });
        wrap(registry, EventType.AUTO_FLUSH, FlushListeners::recording);
    }

    private static AutoFlushEventListener recording(AutoFlushEventListener listener) {
        return event -> {
            try {
                listener.onAutoFlush(event);
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

    private static <T> void wrap(EventListenerRegistry registry, EventType<T> type, UnaryOperator<T> wrapper) {
        var group = registry.getEventListenerGroup(type);
        List<T> wrapped = new ArrayList<>();
        group.fireLazyEventOnEachListener(() -> wrapped, (listener, list) -> list.add(wrapper.apply(listener)));
        group.clearListeners();
        wrapped.forEach(group::appendListener);
    }
}
