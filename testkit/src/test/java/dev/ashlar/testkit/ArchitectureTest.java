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

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The house style, as far as byte code shows it. */
class ArchitectureTest {

    private static final JavaClasses TESTKIT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ashlar.testkit");

    private static final DescribedPredicate<JavaClass> OPEN = DescribedPredicate.describe(
            "open for subclasses",
            type -> !type.isInterface()
                    && !type.isEnum()
                    && !type.getModifiers().contains(JavaModifier.FINAL)
                    && !type.reflect().isSealed());

    @Test
    void whatIsExportedIsClosed() {
        classes()
                .that()
                .arePublic()
                .and()
                .resideInAPackage("dev.ashlar.testkit")
                .and(OPEN)
                .should()
                .bePackagePrivate() // so there is none
                .allowEmptyShould(true)
                .check(TESTKIT);
    }

    @Test
    void theTestkitKnowsNoSister() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.ashlar.audit..",
                        "dev.ashlar.contracts..",
                        "dev.ashlar.migration..",
                        "dev.ashlar.pagination..",
                        "dev.ashlar.softdelete..")
                .check(TESTKIT);
    }

    /** Engines and their servers are optional, so nothing may be linked against them. */
    @Test
    void theTestkitNeedsNothingButCoreHibernateAndTheTestLibraries() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.ashlar.core..",
                        "dev.ashlar.testkit..",
                        "java..",
                        "javax.sql..",
                        "jakarta.persistence..",
                        "org.assertj.core..",
                        "org.hibernate..",
                        "org.jspecify..",
                        "org.junit.jupiter.api..",
                        "org.junit.platform.commons..",
                        "org.slf4j..")
                .check(TESTKIT);
    }

    @Test
    void whatUsersCallSpeaksOfNothingInternal() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.ashlar.testkit")
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .notHaveRawReturnType(internal())
                .andShould()
                .notHaveRawParameterTypes(DescribedPredicate.anyElementThat(internal()))
                .check(TESTKIT);
    }

    private static DescribedPredicate<JavaClass> internal() {
        return JavaClass.Predicates.resideInAPackage("dev.ashlar.testkit.internal..");
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that().areStatic().should().beFinal().check(TESTKIT);
    }

    @Test
    void namesSayWhatATypeIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)$")
                .check(TESTKIT);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(TESTKIT);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(TESTKIT);
    }
}
