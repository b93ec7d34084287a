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

import java.util.List;
import java.util.Objects;
import org.hibernate.type.ComponentType;
import org.jspecify.annotations.Nullable;

/** An attribute that is stamped, or an embedded value with stamped attributes somewhere in it. */
sealed interface StampedNode {

    /** What a row is written by. */
    enum Write {
        INSERT,
        UPDATE
    }

    /** The value to write; an embedded value is changed in place if it is mutable. */
    @Nullable
    Object stamp(@Nullable Object current, Write write, StampValues values);

    /** Whether a value that only the insert knows is absent. */
    boolean lacksInsertValue(@Nullable Object current);

    /** The current value with what only the insert knows taken from another one. */
    @Nullable
    Object withInsertValues(@Nullable Object current, @Nullable Object source);

    /** The current value with all stamps taken from another one. */
    @Nullable
    Object withStamps(@Nullable Object current, @Nullable Object source);

    boolean stampsUpdates();

    /** Whether there is something beside the stamps in it, so that Hibernate has to look for changes there. */
    boolean hasUnstamped();

    /**
     * A stamped attribute.
     *
     * @param stamp what it is filled with
     * @param type makes a value of its type
     */
    record Leaf(Stamp stamp, StampType type) implements StampedNode {

        private boolean insertOnly() {
            return stamp.moment() == Stamp.Moment.INSERT;
        }

        @Override
        public @Nullable Object stamp(@Nullable Object current, Write write, StampValues values) {
            if (insertOnly() && (write == Write.UPDATE || current != null)) {
                return current == null ? null : type.normal(current);
            }
            return type.value(values);
        }

        @Override
        public boolean lacksInsertValue(@Nullable Object current) {
            return insertOnly() && current == null;
        }

        @Override
        public @Nullable Object withInsertValues(@Nullable Object current, @Nullable Object source) {
            return insertOnly() ? source : current;
        }

        @Override
        public @Nullable Object withStamps(@Nullable Object current, @Nullable Object source) {
            return source;
        }

        @Override
        public boolean stampsUpdates() {
            return !insertOnly();
        }

        @Override
        public boolean hasUnstamped() {
            return false;
        }
    }

    /**
     * An embedded value.
     *
     * @param type how Hibernate takes it apart
     * @param children one per attribute of it, {@code null} where nothing is stamped
     */
    record Embedded(ComponentType type, List<@Nullable StampedNode> children) implements StampedNode {

        /** What to do with one attribute. */
        private interface Step {
            @Nullable
            Object of(StampedNode child, @Nullable Object current, @Nullable Object source);
        }

        @Override
        public @Nullable Object stamp(@Nullable Object current, Write write, StampValues values) {
            return changed(current, null, (child, own, source) -> child.stamp(own, write, values));
        }

        @Override
        public boolean lacksInsertValue(@Nullable Object current) {
            Object[] values = type.getPropertyValues(current);
            for (int i = 0; i < children.size(); i++) {
                StampedNode child = children.get(i);
                if (child != null && child.lacksInsertValue(values[i])) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public @Nullable Object withInsertValues(@Nullable Object current, @Nullable Object source) {
            return changed(current, source, StampedNode::withInsertValues);
        }

        @Override
        public @Nullable Object withStamps(@Nullable Object current, @Nullable Object source) {
            return changed(current, source, StampedNode::withStamps);
        }

        private @Nullable Object changed(@Nullable Object current, @Nullable Object source, Step step) {
            Object[] values = type.getPropertyValues(current);
            Object[] sources = type.getPropertyValues(source);
            boolean changed = false;
            for (int i = 0; i < children.size(); i++) {
                StampedNode child = children.get(i);
                if (child != null) {
                    Object next = step.of(child, values[i], sources[i]);
                    changed |= !Objects.equals(next, values[i]);
                    values[i] = next;
                }
            }
            if (!changed) {
                return current;
            }
            return current == null ? built(values) : type.replacePropertyValues(current, values, null);
        }

        private Object built(Object[] values) {
            return type.getMappingModelPart()
                    .getEmbeddableTypeDescriptor()
                    .getRepresentationStrategy()
                    .getInstantiatorForClass(type.getReturnedClass().getName())
                    .instantiate(() -> values);
        }

        @Override
        public boolean stampsUpdates() {
            return children.stream().anyMatch(child -> child != null && child.stampsUpdates());
        }

        @Override
        public boolean hasUnstamped() {
            return children.stream().anyMatch(child -> child == null || child.hasUnstamped());
        }
    }
}
