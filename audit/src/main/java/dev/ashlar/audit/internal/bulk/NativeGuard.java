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
package dev.ashlar.audit.internal.bulk;

import dev.ashlar.audit.UnloggedStatementException;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedCollection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of native SQL that writes to tables of logged entities, or refuses it. */
final class NativeGuard {

    private static final Logger LOG = LoggerFactory.getLogger("dev.ashlar.audit");

    /** Texts may be made anew with each call; the oldest one is warned of again then. */
    private static final int TEXTS = 500;

    private final SessionFactoryImplementor factory;
    private final AuditModel model;
    private final Set<String> warned =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > TEXTS;
                }
            }));
    private volatile @Nullable Set<String> tables;

    NativeGuard(SessionFactoryImplementor factory, AuditModel model) {
        this.factory = factory;
        this.model = model;
    }

    void check(String sql) {
        NativeDml policy = model.options().nativeDml();
        if (policy == NativeDml.ALLOW) {
            return;
        }
        for (String table : WrittenTables.of(sql)) {
            if (tables().contains(table)) {
                String text = StatementText.withoutValues(sql);
                if (policy == NativeDml.REFUSE) {
                    throw new UnloggedStatementException(table, text);
                }
                if (warned.add(text)) {
                    LOG.warn(
                            "Native SQL writes past the history: table={} statement=[{}]. Write it in HQL, which is logged, or within"
                                    + " BulkChanges.in(session).described(…).",
                            table,
                            text);
                }
                return;
            }
        }
    }

    private Set<String> tables() {
        Set<String> known = tables;
        if (known == null) {
            Set<String> found = new TreeSet<>();
            factory.getMappingMetamodel()
                    .forEachEntityDescriptor(persister -> model.find(persister).ifPresent(entity -> {
                        persister.forEachMutableTable(table -> found.add(WrittenTables.bare(table.getTableName())));
                        for (LoggedCollection collection : entity.collections()) {
                            CollectionPersister owned = collection.persister();
                            if (!owned.isOneToMany()) {
                                found.add(WrittenTables.bare(owned.getCollectionSpaces()[0].toString()));
                            }
                        }
                    }));
            known = Set.copyOf(found);
            tables = known;
        }
        return known;
    }
}
