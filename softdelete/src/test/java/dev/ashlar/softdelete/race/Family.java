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
package dev.ashlar.softdelete.race;

import java.util.function.Supplier;

/**
 * Two entities of the races, one of which removes the other with it.
 *
 * @param versioned whether both have a version
 */
record Family(
        Class<? extends Parent> parent,
        Class<? extends Child> child,
        Supplier<? extends Parent> newParent,
        Supplier<? extends Child> newChild,
        boolean versioned) {

    static final Family VERSIONED = new Family(Team.class, Player.class, Team::new, Player::new, true);
    static final Family UNVERSIONED = new Family(Shelf.class, Jar.class, Shelf::new, Jar::new, false);

    /** What removes others with it. */
    interface Parent {
        Long id();

        void grow();

        void add(Child child);
    }

    /** What is removed with another one. */
    interface Child {
        Long id();

        void rename(String to);

        void belongTo(Parent owner);
    }

    Child childOf(Parent owner) {
        Child made = newChild.get();
        made.belongTo(owner);
        return made;
    }

    String parentName() {
        return parent.getSimpleName();
    }

    String childName() {
        return child.getSimpleName();
    }

    @Override
    public String toString() {
        return versioned ? "versioned" : "unversioned";
    }
}
