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
package dev.ashlar.pagination;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
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

    private static final String[] EXPORTED = {
        "dev.ashlar.pagination", "dev.ashlar.pagination.jakarta", "dev.ashlar.pagination.spring"
    };

    private static final JavaClasses PAGINATION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ashlar.pagination");

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
                .resideInAnyPackage(EXPORTED)
                .and(OPEN)
                .should()
                .bePackagePrivate() // so there is none
                .allowEmptyShould(true)
                .check(PAGINATION);
    }

    @Test
    void paginationKnowsNoOtherModule() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.ashlar.pagination..",
                        "java..",
                        "javax.crypto..",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "jakarta.data..",
                        "org.springframework.data..")
                .check(PAGINATION);
    }

    /** Who does not have Spring Data or Jakarta Data must never load a class that needs it. */
    @Test
    void theAdaptersAloneKnowWhatIsOptional() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ashlar.pagination.spring")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "dev.ashlar.pagination.spring")
                .check(PAGINATION);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ashlar.pagination.jakarta")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.data..", "dev.ashlar.pagination.jakarta")
                .check(PAGINATION);
    }

    @Test
    void theAdaptersUseWhatUsersUse() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.ashlar.pagination.jakarta", "dev.ashlar.pagination.spring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.ashlar.pagination.internal..")
                .check(PAGINATION);
    }

    @Test
    void whatUsersCallSpeaksOfNothingInternal() {
        codeUnits()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(EXPORTED)
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .notHaveRawReturnType(internal())
                .andShould()
                .notHaveRawParameterTypes(DescribedPredicate.anyElementThat(internal()))
                .check(PAGINATION);
    }

    private static DescribedPredicate<JavaClass> internal() {
        return JavaClass.Predicates.resideInAPackage("dev.ashlar.pagination.internal..");
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that().areStatic().should().beFinal().check(PAGINATION);
    }

    @Test
    void namesSayWhatATypeIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)$")
                .check(PAGINATION);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(PAGINATION);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(PAGINATION);
    }
}
