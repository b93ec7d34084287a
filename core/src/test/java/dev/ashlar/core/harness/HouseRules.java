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
package dev.ashlar.core.harness;

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
import jakarta.persistence.MappedSuperclass;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house style, as far as byte code shows it; a module's test extends it, and adds what is its own. */
public abstract class HouseRules {

    private static final DescribedPredicate<JavaClass> OPEN = DescribedPredicate.describe(
            "open for subclasses",
            type -> !type.isInterface()
                    && !type.isEnum()
                    && !type.isAnnotatedWith(MappedSuperclass.class)
                    && !type.getModifiers().contains(JavaModifier.FINAL)
                    && !type.reflect().isSealed());

    private final String module;
    private final String[] exported;
    private final String[] needed;
    private final JavaClasses types;

    /**
     * Rules of a module.
     *
     * @param module its package
     * @param exported the packages that users import
     * @param needed what it may depend on, beside Java, Jakarta Persistence, Hibernate, JSpecify and SLF4J
     */
    protected HouseRules(String module, List<String> exported, String... needed) {
        this.module = module;
        this.exported = exported.toArray(String[]::new);
        this.needed = needed.clone();
        this.types = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(module);
    }

    /** The classes of the module. */
    protected final JavaClasses types() {
        return types;
    }

    @Test
    void whatIsExportedIsClosedUnlessItIsABaseOfEntities() {
        classes()
                .that()
                .arePublic()
                .and()
                .resideInAnyPackage(exported)
                .and(OPEN)
                .should()
                .bePackagePrivate() // so there is none
                .allowEmptyShould(true)
                .check(types);
    }

    @Test
    void theModuleNeedsNothingThatItDoesNotDeclare() {
        String[] all = Stream.concat(
                        Stream.of(
                                module + "..",
                                "java..",
                                "jakarta.persistence..",
                                "org.hibernate..",
                                "org.jspecify..",
                                "org.slf4j.."),
                        Stream.of(needed))
                .toArray(String[]::new);
        classes().should().onlyDependOnClassesThat().resideInAnyPackage(all).check(types);
    }

    @Test
    void whatUsersCallSpeaksOfNothingInternal() {
        DescribedPredicate<JavaClass> internal = JavaClass.Predicates.resideInAPackage(module + ".internal..");
        codeUnits()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(exported)
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .notHaveRawReturnType(internal)
                .andShould()
                .notHaveRawParameterTypes(DescribedPredicate.anyElementThat(internal))
                .check(types);
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that().areStatic().should().beFinal().check(types);
    }

    @Test
    void namesSayWhatATypeIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)$")
                .check(types);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(types);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(types);
    }
}
