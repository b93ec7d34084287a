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

import dev.ashlar.softdelete.internal.guard.GuardedTranslators;
import org.hibernate.cfg.QuerySettings;

/** The slot for a translator holds the guard against physical deletes. */
final class TranslatorCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        Object translator = mappings.settings().get(QuerySettings.SEMANTIC_QUERY_TRANSLATOR);
        if (translator != null
                && !mappings.roots().isEmpty()
                && !GuardedTranslators.class.getName().equals(translator)
                && translator != GuardedTranslators.class
                && !(translator instanceof GuardedTranslators)) {
            findings.error(
                    "A translator of the application's shuts out the guard against physical deletes",
                    QuerySettings.SEMANTIC_QUERY_TRANSLATOR + "=" + describe(translator),
                    "Remove the setting, and return the translator from the dialect's getSqmTranslatorFactory, which the"
                            + " guard asks.");
        }
    }

    private static Object describe(Object translator) {
        if (translator instanceof Class<?> type) {
            return type.getName();
        }
        return translator instanceof String ? translator : translator.getClass().getName();
    }
}
