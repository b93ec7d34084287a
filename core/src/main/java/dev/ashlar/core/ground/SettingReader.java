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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads settings that are flags, instances or classes, and collects what is wrong with them. */
final class SettingReader {

    private final Map<String, ?> settings;
    private final List<String> problems = new ArrayList<>();

    SettingReader(Map<String, ?> settings) {
        this.settings = settings;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    boolean flag(String name, boolean otherwise) {
        Object value = settings.get(name);
        if (value == null) {
            return otherwise;
        }
        String text = value.toString().strip();
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (!text.equalsIgnoreCase("false")) {
            problems.add("A setting is neither true nor false: " + name + "=[" + value + "]. Write one of them.");
        }
        return false;
    }

    <T> Optional<T> object(String name, Class<T> type) {
        Object value = settings.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (type.isInstance(value)) {
            return Optional.of(type.cast(value));
        }
        try {
            Class<?> named = value instanceof Class<?> given ? given : load(value.toString());
            return Optional.of(type.cast(named.getConstructor().newInstance()));
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            problems.add("A setting gives no " + type.getSimpleName() + ": " + name + "=[" + value + "] cause=" + e
                    + ". Give an instance, a class or a class name; the class implements " + type.getName()
                    + " and has a public constructor without parameters.");
            return Optional.empty();
        }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(name, true, context == null ? SettingReader.class.getClassLoader() : context);
        } catch (ClassNotFoundException e) {
            return Class.forName(name);
        }
    }
}
