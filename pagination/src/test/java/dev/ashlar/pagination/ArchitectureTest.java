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

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.ashlar.core.harness.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pagination knows none of our modules, and its adapters alone know what is optional. */
class ArchitectureTest extends HouseRules {

    ArchitectureTest() {
        super(
                "dev.ashlar.pagination",
                List.of("dev.ashlar.pagination", "dev.ashlar.pagination.jakarta", "dev.ashlar.pagination.spring"),
                "javax.crypto..",
                "jakarta.data..",
                "org.springframework.data..");
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
                .check(types());
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ashlar.pagination.jakarta")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.data..", "dev.ashlar.pagination.jakarta")
                .check(types());
    }

    @Test
    void theAdaptersUseWhatUsersUse() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.ashlar.pagination.jakarta", "dev.ashlar.pagination.spring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.ashlar.pagination.internal..")
                .check(types());
    }
}
