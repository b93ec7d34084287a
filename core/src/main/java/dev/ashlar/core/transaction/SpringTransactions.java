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

import jakarta.persistence.EntityManagerFactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks Spring, if it is there, whether it runs a transaction of a session factory on this thread. Spring keeps that in
 * {@code TransactionSynchronizationManager}: its resource map has the {@code EntityManagerFactory} ({@code JpaTransactionManager})
 * or the {@code SessionFactory} ({@code HibernateTransactionManager}) as a key.
 */
final class SpringTransactions {

    private static final String MANAGER = "org.springframework.transaction.support.TransactionSynchronizationManager";

    private final MethodHandle active;
    private final MethodHandle resources;

    private SpringTransactions(MethodHandle active, MethodHandle resources) {
        this.active = active;
        this.resources = resources;
    }

    /** Looks for Spring where the factory, the thread or this class come from; null if it is in none of them. */
    static @Nullable SpringTransactions find(EntityManagerFactory factory) {
        ClassLoader[] loaders = {
            factory.getClass().getClassLoader(),
            Thread.currentThread().getContextClassLoader(),
            SpringTransactions.class.getClassLoader()
        };
        for (ClassLoader loader : loaders) {
            if (loader != null) {
                try {
                    Class<?> manager = Class.forName(MANAGER, false, loader);
                    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                    return new SpringTransactions(
                            lookup.findStatic(
                                    manager, "isActualTransactionActive", MethodType.methodType(boolean.class)),
                            lookup.findStatic(manager, "getResourceMap", MethodType.methodType(Map.class)));
                } catch (ReflectiveOperationException | LinkageError e) {
                    // Not there, or no Spring that we know: the next one may have it.
                }
            }
        }
        return null;
    }

    /** Whether this thread is in a transaction that Spring runs on the factory. */
    @SuppressWarnings("ReferenceEquality") // a factory is only itself
    boolean isActive(SessionFactory factory) {
        try {
            if (!(boolean) active.invokeExact()) {
                return false;
            }
            for (Object resource : ((Map<?, ?>) resources.invokeExact()).keySet()) {
                if (resource instanceof EntityManagerFactory other && other.unwrap(SessionFactory.class) == factory) {
                    return true;
                }
            }
            return false;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Spring does not answer whether it runs a transaction.", e);
        }
    }
}
