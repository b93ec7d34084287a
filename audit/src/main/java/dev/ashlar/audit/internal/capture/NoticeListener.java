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
package dev.ashlar.audit.internal.capture;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditSource;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.ground.ChangeNotice;
import dev.ashlar.core.ground.ChangeNotices;
import dev.ashlar.core.ground.Ground;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Hears what others change past Hibernate's events, and gives it its name. */
public final class NoticeListener implements ChangeNotices.Listener {

    private final AuditModel model;

    /** For a model. */
    public NoticeListener(AuditModel model) {
        this.model = model;
    }

    @Override
    public void changed(SharedSessionContractImplementor session, ChangeNotice notice) {
        model.find(notice.entityName()).ifPresent(entity -> {
            if (notice.rows().isEmpty()) {
                Changes.add(
                        session,
                        new Summary(
                                entity,
                                null,
                                action(notice.kind()),
                                AuditSource.STATEMENT,
                                notice.statement(),
                                notice.count(),
                                Ground.of(session).context(),
                                0));
            }
            notice.rows().forEach(row -> add(session, entity, notice.kind(), row));
        });
    }

    private static void add(
            SharedSessionContractImplementor session,
            LoggedEntity entity,
            ChangeNotice.Kind kind,
            ChangeNotice.Row row) {
        boolean deleted = kind == ChangeNotice.Kind.PURGE || kind == ChangeNotice.Kind.BULK_DELETE;
        Changes.add(
                session,
                new Change(
                        entity,
                        row.id(),
                        deleted ? Change.Kind.DELETE : Change.Kind.UPDATE,
                        action(kind),
                        kind == ChangeNotice.Kind.SOFT_DELETE || kind == ChangeNotice.Kind.RESTORE
                                ? AuditSource.ENTITY
                                : AuditSource.STATEMENT,
                        frozen(entity, row.before()),
                        deleted ? null : frozen(entity, row.after()),
                        Map.of(),
                        Ground.of(session).context(),
                        0,
                        null));
    }

    private static @Nullable Object[] frozen(LoggedEntity entity, Map<String, @Nullable Object> values) {
        @Nullable Object[] frozen = entity.freeze(null);
        for (int i = 0; i < frozen.length; i++) {
            frozen[i] = entity.attributes().get(i).frozenIn(values);
        }
        return frozen;
    }

    private static AuditAction action(ChangeNotice.Kind kind) {
        return switch (kind) {
            case SOFT_DELETE -> AuditAction.SOFT_DELETE;
            case RESTORE -> AuditAction.RESTORE;
            case PURGE -> AuditAction.PURGE;
            case BULK_UPDATE -> AuditAction.BULK_UPDATE;
            case BULK_DELETE -> AuditAction.BULK_DELETE;
        };
    }
}
