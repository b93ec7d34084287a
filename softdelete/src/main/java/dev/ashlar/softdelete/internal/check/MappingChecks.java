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
package dev.ashlar.softdelete.internal.check;

import dev.ashlar.core.ground.SchemaContributions;
import dev.ashlar.core.ground.SchemaContributor;
import java.util.List;

/** All checks of the mappings, at the end of the metadata phase. */
public final class MappingChecks implements SchemaContributor {

    private static final List<MappingCheck> CHECKS = List.of(
            new RootCheck(),
            new MarkCountCheck(),
            new MarkPlaceCheck(),
            new MarkTypeCheck(),
            new MarkColumnCheck(),
            new StateSlotCheck(),
            new ImmutableCheck(),
            new CustomSqlCheck(),
            new RestrictionCheck(),
            new PersisterCheck(),
            new TranslatorCheck(),
            new DatabaseCascadeCheck(),
            new CascadeCheck(),
            new RewrittenCollectionCheck(),
            new IndexedCollectionCheck(),
            new AnyCheck(),
            new UniqueKeyCheck(),
            new NamedDeleteCheck(),
            new NativeQueryCheck(),
            new VersionCheck(),
            new DeletionIdCheck(),
            new CachedCollectionCheck());

    /** For the service loader. */
    public MappingChecks() {}

    @Override
    public void contribute(SchemaContributions schema) {
        if (!schema.entities().isEmpty()) {
            Mappings mappings = new Mappings(schema);
            Findings findings = new Findings(schema.problems());
            CHECKS.forEach(check -> check.check(mappings, findings));
            findings.log();
        }
    }
}
