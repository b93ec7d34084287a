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
package dev.ashlar.audit.internal.write;

import dev.ashlar.audit.AuditValue;
import dev.ashlar.audit.internal.capture.Change;
import dev.ashlar.audit.internal.capture.Summary;
import dev.ashlar.audit.internal.json.JsonWriter;
import dev.ashlar.audit.internal.model.LoggedAttribute;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.ground.ChangeScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the rows of one transaction. */
final class RowMaker {

    private final ChangeScope scope;
    private final int maxText;
    private int sequence;

    RowMaker(ChangeScope scope, int maxText, int sequence) {
        this.scope = scope;
        this.maxText = maxText;
        this.sequence = sequence;
    }

    LogRow row(Change change) {
        boolean[] changed = change.kind() == Change.Kind.UPDATE ? changed(change) : null;
        return new LogRow(
                scope.id(),
                ++sequence,
                change.entity().tableName(),
                change.entity().persister().getEntityName(),
                change.entity().recordId(change.id()),
                change.label(),
                change.kind() == Change.Kind.INSERT ? null : values(change, change.before(), true, changed),
                change.kind() == Change.Kind.DELETE ? null : values(change, change.after(), false, changed),
                changed == null ? null : JsonWriter.names(names(change, changed)),
                change.context(),
                change.source(),
                change.revertedId(),
                scope.instant());
    }

    LogRow row(Summary summary) {
        String values = null;
        if (summary.text() != null) {
            try (JsonWriter out = new JsonWriter(Integer.MAX_VALUE)) {
                out.startObject();
                out.name("statement");
                out.marker(new AuditValue.Statement(summary.text(), summary.count()));
                out.endObject();
                values = out.finish();
            }
        }
        return new LogRow(
                scope.id(),
                ++sequence,
                summary.entity().tableName(),
                summary.entity().persister().getEntityName(),
                summary.recordId(),
                summary.action(),
                null,
                values,
                null,
                summary.context(),
                summary.source(),
                null,
                scope.instant());
    }

    /** Of which attributes; compared once. */
    private static boolean[] changed(Change change) {
        boolean[] changed = new boolean[change.entity().attributes().size()];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = change.isChanged(i);
        }
        return changed;
    }

    private static List<String> names(Change change, boolean[] changed) {
        List<String> names = new ArrayList<>();
        List<LoggedAttribute> attributes = change.entity().attributes();
        for (int i = 0; i < attributes.size(); i++) {
            if (changed[i]) {
                names.add(attributes.get(i).name());
            }
        }
        change.collections().forEach((collection, contents) -> {
            if (Change.isChanged(collection, contents)) {
                names.add(collection.name());
            }
        });
        return names;
    }

    /** Of an update what changed, else all. */
    private String values(
            Change change, @Nullable Object @Nullable [] values, boolean before, boolean @Nullable [] changed) {
        LoggedEntity entity = change.entity();
        try (JsonWriter out = new JsonWriter(maxText)) {
            out.startObject();
            for (int i = 0; values != null && i < values.length; i++) {
                if (changed == null || changed[i]) {
                    out.name(entity.attributes().get(i).name());
                    entity.attributes().get(i).write(out, values[i]);
                }
            }
            if (changed != null) {
                change.collections().forEach((collection, contents) -> writeChanged(out, collection, contents, before));
            } else {
                entity.collections().forEach(collection -> {
                    Change.Contents contents = change.collections().get(collection);
                    out.name(collection.name());
                    collection.write(
                            out,
                            contents == null
                                    ? before ? null : Map.of()
                                    : before ? contents.before() : contents.after());
                });
            }
            out.endObject();
            return out.finish();
        }
    }

    private static void writeChanged(
            JsonWriter out, LoggedCollection collection, Change.Contents contents, boolean before) {
        if (Change.isChanged(collection, contents)) {
            out.name(collection.name());
            if (contents.before() == null) {
                collection.write(out, before ? null : contents.after());
            } else {
                Map<String, Object> there = before ? contents.before() : contents.after();
                collection.write(out, collection.without(there, before ? contents.after() : contents.before()));
            }
        }
    }
}
