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

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Asks Spring, if it is there, whether it runs a transaction of a session factory on this thread. Spring keeps its sessions in the
 * resource map of {@code TransactionSynchronizationManager}, as an {@code EntityManagerHolder} ({@code JpaTransactionManager}) or one
 * that extends it ({@code HibernateTransactionManager}).
 *
 * <p>The session is asked and not the key of that map: Spring's proxy of a factory claims to be what it is unwrapped to, and a session
 * that is bound for a view, or beside a transaction of plain JDBC, runs no transaction.
 */
@SuppressWarnings("ReferenceEquality") // a factory is only itself
final class SpringTransactions {

    private static final String MANAGER = "org.springframework.transaction.support.TransactionSynchronizationManager";
    private static final String HOLDER = "org.springframework.orm.jpa.EntityManagerHolder";

    private final MethodHandle resources;
    private final Class<?> holder;
    private final MethodHandle entityManager;

    private SpringTransactions(MethodHandle resources, Class<?> holder, MethodHandle entityManager) {
        this.resources = resources;
        this.holder = holder;
        this.entityManager = entityManager;
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
                    Class<?> holder = Class.forName(HOLDER, false, loader);
                    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                    return new SpringTransactions(
                            lookup.findStatic(manager, "getResourceMap", MethodType.methodType(Map.class)),
                            holder,
                            lookup.findVirtual(holder, "getEntityManager", MethodType.methodType(EntityManager.class))
                                    .asType(MethodType.methodType(EntityManager.class, Object.class)));
                } catch (ReflectiveOperationException | LinkageError e) {
                    // Not there, or no Spring that we know: the next one may have it.
                }
            }
        }
        return null;
    }

    /** Whether this thread is in a transaction that Spring runs on the factory. */
    boolean isActive(SessionFactory factory) {
        try {
            for (Object resource : ((Map<?, ?>) resources.invokeExact()).values()) {
                if (holder.isInstance(resource)
                        && isActive((EntityManager) entityManager.invokeExact(resource), factory)) {
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

    private static boolean isActive(EntityManager em, SessionFactory factory) {
        if (!em.isOpen()) {
            return false;
        }
        try {
            SessionImplementor session = em.unwrap(SessionImplementor.class);
            return session.getFactory() == factory && session.isTransactionInProgress();
        } catch (PersistenceException | ClassCastException e) {
            return false; // another provider's
        }
    }
}
