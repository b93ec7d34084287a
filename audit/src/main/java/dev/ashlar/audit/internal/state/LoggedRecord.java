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
package dev.ashlar.audit.internal.state;

import dev.ashlar.audit.internal.json.JsonReader;
import dev.ashlar.audit.internal.json.JsonWriter;
import dev.ashlar.audit.internal.model.LoggedAttribute;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is in the database.
 *
 * @param entity its entity, of a hierarchy the concrete one
 * @param id its identifier
 * @param values frozen values, one per logged attribute
 * @param collections the frozen collections that it owns
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LoggedRecord(
        LoggedEntity entity,
        Object id,
        @Nullable Object[] values,
        Map<LoggedCollection, Map<String, Object>> collections) {

    /** The identifier as the log has it. */
    public String recordId() {
        return entity.recordId(id);
    }

    /** All values as the log would tell of an insert. */
    public String json() {
        try (JsonWriter out = Canonical.writer(entity)) {
            out.startObject();
            for (int i = 0; i < values.length; i++) {
                LoggedAttribute attribute = entity.attributes().get(i);
                out.name(attribute.name());
                attribute.write(out, values[i]);
            }
            collections.forEach((collection, contents) -> {
                out.name(collection.name());
                collection.write(out, contents);
            });
            out.endObject();
            return out.finish();
        }
    }

    /** The same in canonical form. */
    public Map<String, @Nullable Object> canonical() {
        return Canonical.of(entity, JsonReader.object(json()));
    }

    /** A digest of each attribute and collection in which something is masked, so that its changes can be seen and its values not. */
    public Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        Map<String, @Nullable Object> canonical = canonical();
        for (int i = 0; i < values.length; i++) {
            LoggedAttribute attribute = entity.attributes().get(i);
            if (Canonical.isMasked(canonical.get(attribute.name()))) {
                Object value = values[i];
                digests.put(
                        attribute.name(),
                        value == null ? "" : digest(attribute.type().key(value)));
            }
        }
        collections.forEach((collection, contents) -> {
            if (Canonical.isMasked(canonical.get(collection.name()))) {
                digests.put(collection.name(), digest(collection.text(contents)));
            }
        });
        return digests;
    }

    private static String digest(String text) {
        return JsonWriter.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LoggedRecord that && entity.equals(that.entity) && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entity, id);
    }

    @Override
    public String toString() {
        return entity.persister().getEntityName() + "#" + recordId();
    }
}
