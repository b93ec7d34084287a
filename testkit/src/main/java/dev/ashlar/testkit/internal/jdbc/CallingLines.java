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

import dev.ashlar.core.ThrowingRunnable;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Proxy;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the line of the user's code that a thread is in, and what of Hibernate it went through from there. */
final class CallingLines {

    private static final List<String> FRAMEWORKS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "jakarta.",
            "org.hibernate.",
            // drivers
            "org.h2.",
            "org.postgresql.",
            "org.mariadb.",
            "com.mysql.",
            "oracle.jdbc.",
            "oracle.ucp.",
            "com.microsoft.sqlserver.",
            "com.ibm.db2.",
            "com.ibm.ws.",
            // pools and proxies of data sources
            "com.zaxxer.hikari.",
            "io.agroal.",
            "org.apache.commons.dbcp2.",
            "org.apache.commons.pool2.",
            "org.apache.tomcat.",
            "com.mchange.",
            "net.ttddyy.dsproxy.",
            "com.p6spy.",
            // containers and what makes classes
            "org.springframework.",
            "org.aopalliance.",
            "org.jboss.",
            "org.wildfly.",
            "io.quarkus.",
            "io.micronaut.",
            "com.arjuna.",
            "net.bytebuddy.",
            "org.aspectj.",
            "javassist.",
            "net.sf.cglib.",
            // what sends SQL for the user
            "org.jooq.",
            "org.jdbi.",
            "org.apache.ibatis.",
            "com.blazebit.",
            "com.querydsl.",
            "org.flywaydb.",
            "liquibase.",
            // tests and languages
            "org.junit.",
            "org.assertj.",
            "org.mockito.",
            "org.opentest4j.",
            "org.apache.maven.",
            "org.gradle.",
            "org.testng.",
            "kotlin.",
            "kotlinx.",
            "groovy.",
            "org.apache.groovy.",
            "org.codehaus.groovy.",
            "scala.");

    /** In the names of classes that are made at run time. */
    private static final List<String> GENERATED =
            List.of("$$SpringCGLIB$$", "$HibernateProxy", "$HibernateAccessOptimizer", "$$EnhancerBy", "_ClientProxy");

    private static final String OWN = "dev.ashlar.";

    /** What stands of our other modules between Hibernate and the user. */
    private static final List<String> OTHERS =
            List.of("dev.ashlar.audit.internal.", "dev.ashlar.pagination.internal.", "dev.ashlar.softdelete.internal.");

    /** Our jars; our tests share their packages, but not their place. */
    private static final Set<Object> OWN_PLACES = Stream.of(CallingLines.class, ThrowingRunnable.class)
            .map(CallingLines::place)
            .collect(Collectors.toUnmodifiableSet());

    /** Whose code a class is. */
    private enum Code {
        USERS,
        /** The user's, but its methods are what the code in question calls: of an enhanced one each getter may fetch. */
        ENTITYS,
        FRAMEWORKS
    }

    private static final ClassValue<Code> CODE = new ClassValue<>() {
        @Override
        protected Code computeValue(Class<?> type) {
            return isFramework(type) ? Code.FRAMEWORKS : isEntity(type) ? Code.ENTITYS : Code.USERS;
        }
    };

    private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    private CallingLines() {}

    /**
     * Where a thread is.
     *
     * @param line of the user's code, outside of entities if it can be; {@code null} if there is none on the stack
     * @param way what was found first between the statement and that line; {@code null} for nothing that fetches
     */
    record Position(
            @Nullable StackTraceElement line, @Nullable FetchWay way) {}

    /** Of this thread. */
    static Position current() {
        return STACK.walk(CallingLines::position);
    }

    private static Position position(Stream<StackFrame> frames) {
        FetchWay way = null;
        StackFrame entitys = null;
        for (Iterator<StackFrame> left = frames.iterator(); left.hasNext(); ) {
            StackFrame frame = left.next();
            Class<?> type = frame.getDeclaringClass();
            Code code = CODE.get(type);
            if (code == Code.USERS) {
                return new Position(frame.toStackTraceElement(), way);
            }
            if (code == Code.ENTITYS
                    && entitys == null
                    && !frame.getMethodName().startsWith("$$_hibernate_")) {
                entitys = frame;
            }
            if (entitys == null && (way == null || way == FetchWay.COLLECTION)) {
                FetchWay found = FetchWay.of(type, frame.getMethodName());
                // The same load, if the session has events.
                way = way == null || found == FetchWay.EVENT ? found : way;
            }
        }
        return new Position(entitys == null ? null : entitys.toStackTraceElement(), way);
    }

    private static boolean isFramework(Class<?> type) {
        String name = type.getName();
        // Made at run time: some are put beside the user's classes.
        if (type.isHidden() || Proxy.isProxyClass(type) || GENERATED.stream().anyMatch(name::contains)) {
            return true;
        }
        Object place = place(type);
        if (name.startsWith(OWN)
                && (OWN_PLACES.contains(place) || OTHERS.stream().anyMatch(name::startsWith))) {
            return true;
        }
        return FRAMEWORKS.stream().anyMatch(name::startsWith) && !isDirectory(place);
    }

    /** What is built here is the user's, even if its package begins as a framework's does; libraries come as jars. */
    private static boolean isDirectory(Object place) {
        return place instanceof String location && location.startsWith("file:") && location.endsWith("/");
    }

    private static boolean isEntity(Class<?> type) {
        return type.isAnnotationPresent(Entity.class)
                || type.isAnnotationPresent(MappedSuperclass.class)
                || type.isAnnotationPresent(Embeddable.class);
    }

    private static Object place(Class<?> type) {
        ProtectionDomain domain = type.getProtectionDomain();
        CodeSource source = domain.getCodeSource();
        // URL compares by asking the network for addresses.
        return source == null || source.getLocation() == null
                ? domain
                : source.getLocation().toString();
    }
}
