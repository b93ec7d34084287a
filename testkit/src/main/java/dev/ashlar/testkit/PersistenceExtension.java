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

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs a test class once per database, each run under the database's name.
 *
 * <p>JUnit runs the {@code @BeforeAll} and {@code @AfterAll} methods of such a class once for all runs, when there is no database. Here they
 * are passed over, and {@link LaneExtension} runs them with each.
 */
final class PersistenceExtension
        implements ClassTemplateInvocationContextProvider, InvocationInterceptor, ParameterResolver {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return annotation(context.getRequiredTestClass()).isPresent();
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        refuseWithinAnother(test);
        TestPlan plan = TestPlan.of(test, annotation(test).orElseThrow(), context::getConfigurationParameter);
        return plan.units().stream().map(unit -> new Run(unit, plan));
    }

    private static void refuseWithinAnother(Class<?> test) {
        for (Class<?> outer = test.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            if (annotation(outer).isPresent()) {
                throw new PersistenceTestException(
                        "@PersistenceTest stands on a nested class of a test that has it: nested=" + test.getName()
                                + " outer=" + outer.getName()
                                + ". Take it away, the nested class has the outer one's database; or make it a class of"
                                + " its own.");
            }
        }
    }

    private static Optional<PersistenceTest> annotation(Class<?> test) {
        return AnnotationSupport.findAnnotation(test, PersistenceTest.class);
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        leaveToTheRuns(invocation, context);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        leaveToTheRuns(invocation, context);
    }

    /** Those of nested classes are within a run already. */
    private static void leaveToTheRuns(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        if (LaneExtension.isRunning(context)) {
            invocation.proceed();
        } else {
            invocation.skip();
        }
    }

    /** JUnit wants the parameters even of what is passed over. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Executable method = parameter.getDeclaringExecutable();
        return (method.isAnnotationPresent(BeforeAll.class) || method.isAnnotationPresent(AfterAll.class))
                && !LaneExtension.isRunning(context)
                && Injectable.of(parameter.getParameter().getType()).isPresent();
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    private record Run(UnitUnderTest unit, TestPlan plan) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int index) {
            return unit.target().displayName();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new LaneExtension(unit, plan));
        }
    }
}
