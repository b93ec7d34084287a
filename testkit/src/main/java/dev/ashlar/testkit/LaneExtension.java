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
package dev.ashlar.testkit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * One run of a test class on one database: takes a lane for as long as the class runs, and a level of isolation for the class, for each
 * nested one and for each test.
 *
 * <p>One instance per run, used by one test at a time ({@link OneTestAtATime}).
 */
final class LaneExtension
        implements BeforeClassTemplateInvocationCallback,
                AfterClassTemplateInvocationCallback,
                BeforeAllCallback,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterTestExecutionCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LaneExtension.class);

    private final UnitUnderTest unit;
    private final TestPlan plan;
    private volatile @Nullable LaneUse use;

    LaneExtension(UnitUnderTest unit, TestPlan plan) {
        this.unit = unit;
        this.plan = plan;
    }

    /** Whether a context is within a run, and not around all runs of its class. */
    static boolean isRunning(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(LaneExtension.class) != null;
    }

    @Override
    public void beforeClassTemplateInvocation(ExtensionContext context) {
        context.getStore(NAMESPACE).put(LaneExtension.class, this);
        use = new LaneUse(Lanes.ofThisJvm(), unit, plan.isolation());
        running().begin(name(context), false);
        runAll(context, BeforeAll.class, HierarchyTraversalMode.TOP_DOWN);
    }

    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) {
        if (use == null) {
            return; // it did not begin
        }
        try {
            runAll(context, AfterAll.class, HierarchyTraversalMode.BOTTOM_UP);
        } finally {
            running().end();
            use = null;
        }
    }

    /** In JUnit's order, their parameters resolved for this run. */
    private static void runAll(
            ExtensionContext context, Class<? extends Annotation> annotation, HierarchyTraversalMode order) {
        for (Method method :
                AnnotationSupport.findAnnotatedMethods(context.getRequiredTestClass(), annotation, order)) {
            Object target = Modifier.isStatic(method.getModifiers())
                    ? null
                    : context.getTestInstance()
                            .orElseThrow(() -> new PersistenceTestException(
                                    "A method of the class is not static, and there is no instance yet: method="
                                            + method + ". Make it static, or a @BeforeEach method."));
            context.getExecutableInvoker().invoke(method, target);
        }
    }

    /** Of a nested class. */
    @Override
    public void beforeAll(ExtensionContext context) {
        running().begin(name(context), false);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        running().begin(name(context), true);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        running().startLog();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        SqlLog log = running().stopLog();
        if (plan.failOnNPlusOne() && context.getExecutionException().isEmpty()) {
            new SqlLogAssert(log).hasNoNPlusOne();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (plan.units().size() > 1) {
            context.getExecutionException()
                    .ifPresent(failure ->
                            failure.addSuppressed(new FailedOn(unit.target().displayName())));
        }
        running().end();
    }

    /** Surefire reports a run by its number alone. */
    private static final class FailedOn extends Exception {

        private static final long serialVersionUID = 1L;

        FailedOn(String database) {
            super("database=" + database, null, false, false);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        running().end();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injectable.of(parameter.getParameter().getType()).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Optional<Injectable> injectable = Injectable.of(parameter.getParameter().getType());
        return injectable.orElseThrow().from(running(), parameter.getDeclaringExecutable());
    }

    private LaneUse running() {
        LaneUse running = use;
        if (running == null) {
            throw new PersistenceTestException("The database is not there yet: unit=" + unit
                    + ". Ask for it in a constructor, a test or a lifecycle method of the class.");
        }
        return running;
    }

    private static String name(ExtensionContext context) {
        String type = context.getTestClass().map(Class::getSimpleName).orElse("");
        return context.getTestMethod()
                .map(method -> type + '.' + method.getName())
                .orElse(type);
    }
}
