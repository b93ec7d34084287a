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
package dev.ashlar.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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
import jakarta.persistence.MappedSuperclass;
import org.junit.jupiter.api.Test;

/** The house style, as far as byte code shows it. */
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ashlar.core");

    private static final DescribedPredicate<JavaClass> OPEN = DescribedPredicate.describe(
            "open for subclasses",
            type -> !type.isInterface()
                    && !type.isEnum()
                    && !type.getModifiers().contains(JavaModifier.FINAL)
                    && !type.reflect().isSealed());

    @Test
    void whatIsExportedIsClosedUnlessItIsABaseOfEntities() {
        classes()
                .that()
                .arePublic()
                .and(OPEN)
                .should()
                .beAnnotatedWith(MappedSuperclass.class)
                .check(CORE);
    }

    @Test
    void coreKnowsNoSister() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.ashlar.audit..",
                        "dev.ashlar.contracts..",
                        "dev.ashlar.migration..",
                        "dev.ashlar.pagination..",
                        "dev.ashlar.softdelete..",
                        "dev.ashlar.testkit..")
                .check(CORE);
    }

    @Test
    void coreNeedsNothingButHibernateJakartaPersistenceAndTwoSmallLibraries() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.ashlar.core..",
                        "java..",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "org.jspecify..",
                        "org.slf4j..")
                .check(CORE);
    }

    @Test
    void whatUsersCallSpeaksOfNothingInternal() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("dev.ashlar.core.internal..")
                .should()
                .notHaveRawReturnType(resideInAPackage("dev.ashlar.core.internal.."))
                .andShould()
                .notHaveRawParameterTypes(
                        DescribedPredicate.anyElementThat(resideInAPackage("dev.ashlar.core.internal..")))
                .check(CORE);
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that().areStatic().should().beFinal().check(CORE);
    }

    @Test
    void namesSayWhatATypeIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)$")
                .check(CORE);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CORE);
    }
}
