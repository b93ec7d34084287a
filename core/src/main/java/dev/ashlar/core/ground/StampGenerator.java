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

import java.util.EnumSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.jspecify.annotations.Nullable;

/**
 * Fills an attribute in a {@code Session}.
 *
 * <p>It keeps still in a {@code StatelessSession}, where {@link StampListener} does the work:
 * {@code UpdateCoordinatorStandard.update} (7.4.13) takes the attributes that were generated in memory for the only dirty
 * ones of a dynamic update there, and drops all others.
 */
final class StampGenerator implements BeforeExecutionGenerator {

    private static final long serialVersionUID = 1L;

    private final transient StampedNode node;

    StampGenerator(StampedNode node) {
        this.node = node;
    }

    StampedNode node() {
        return node;
    }

    @Override
    public boolean generatedBeforeExecution(Object entity, SharedSessionContractImplementor session) {
        return !session.isStateless();
    }

    @Override
    public @Nullable Object generate(
            SharedSessionContractImplementor session,
            Object owner,
            @Nullable Object currentValue,
            EventType eventType) {
        StampedNode.Write write = eventType == EventType.INSERT ? StampedNode.Write.INSERT : StampedNode.Write.UPDATE;
        return node.stamp(currentValue, write, new StampValues(session));
    }

    @Override
    public EnumSet<EventType> getEventTypes() {
        return node.stampsUpdates() ? EventTypeSets.INSERT_AND_UPDATE : EventTypeSets.INSERT_ONLY;
    }

    /**
     * Whether Hibernate looks for changes there: only if an embedded value has more than stamps in it. Answering no then
     * would hide the changes of its other attributes ({@code EntityMetamodel}, 7.4.13: {@code propertyCheckability}).
     */
    @Override
    public boolean allowMutation() {
        return node.hasUnstamped();
    }
}
