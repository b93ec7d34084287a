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
package dev.ashlar.testkit.internal.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an object of the driver: is equal to itself alone, unwraps to the driver's classes, and lets the driver's exceptions
 * out as they are.
 */
abstract class Observed<T extends Wrapper> implements InvocationHandler {

    final T inner;

    Observed(T inner) {
        this.inner = inner;
    }

    <I> I as(Class<I> type) {
        return type.cast(Proxy.newProxyInstance(Observed.class.getClassLoader(), new Class<?>[] {type}, this));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a connection is only itself
    public final @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        return switch (method.getName()) {
            case "equals" -> proxy == given[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "Observed[" + inner + "]";
            case "isWrapperFor" -> {
                Class<?> wanted = (Class<?>) given[0];
                yield wanted.isInstance(proxy) || wanted.isInstance(inner) || inner.isWrapperFor(wanted);
            }
            case "unwrap" -> {
                Class<?> wanted = (Class<?>) given[0];
                if (wanted.isInstance(proxy)) {
                    yield proxy;
                }
                yield wanted.isInstance(inner) ? inner : inner.unwrap(wanted);
            }
            default -> call(proxy, method, given);
        };
    }

    /** Any method but those of {@code Object} and {@code Wrapper}. */
    abstract @Nullable Object call(Object proxy, Method method, Object[] arguments) throws Throwable;

    final @Nullable Object passOn(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(inner, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
