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
package dev.ashlar.core.transaction;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.hibernate.Interceptor;

/** An outer session's interceptor for a nested block, deaf to the block's begin and end, which are none of a transaction. */
final class BlockInterceptor {

    private static final Set<String> OF_TRANSACTIONS =
            Set.of("afterTransactionBegin", "beforeTransactionCompletion", "afterTransactionCompletion");

    private BlockInterceptor() {}

    static Interceptor of(Interceptor outer) {
        return (Interceptor) Proxy.newProxyInstance(
                BlockInterceptor.class.getClassLoader(),
                new Class<?>[] {Interceptor.class},
                (proxy, method, arguments) -> {
                    if (OF_TRANSACTIONS.contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(outer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
