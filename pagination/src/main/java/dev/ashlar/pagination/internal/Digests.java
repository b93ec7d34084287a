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
package dev.ashlar.pagination.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** Makes fingerprints: the same query with the same values has the same one in every JVM. */
final class Digests {

    private Digests() {}

    static byte[] of(String text, Class<?> resultType, List<SortKey> keys, List<String> uniqueBy) {
        return digest(out -> {
            write(text, out);
            write(resultType.getName(), out);
            for (SortKey key : keys) {
                write(key.sort() + (key.nullsFirst() ? " first" : " last"), out);
            }
            for (String unique : uniqueBy) {
                write(unique, out);
            }
        });
    }

    static Fingerprint with(byte[] query, Bindings bindings, SessionFactoryImplementor factory) {
        if (bindings.values().isEmpty()) {
            return new Fingerprint(query, List.of());
        }
        List<Object> unwritten = new ArrayList<>();
        byte[] digest = digest(out -> {
            out.write(query);
            for (Map.Entry<String, @Nullable Object> binding : new TreeMap<>(bindings.values()).entrySet()) {
                write(binding.getKey(), out);
                writeValue(binding.getValue(), out, unwritten, factory);
            }
        });
        return new Fingerprint(digest, unwritten);
    }

    @SuppressWarnings("JavaUtilDate") // a parameter may be one
    private static void writeValue(
            @Nullable Object value, DataOutputStream out, List<Object> unwritten, SessionFactoryImplementor factory)
            throws IOException {
        if (value instanceof String text) {
            out.writeByte('s');
            write(text, out); // a filter may be longer than what a token holds
        } else if (WireValues.isWritable(value)) {
            out.writeByte('v');
            WireValues.write(value, out);
        } else if (value instanceof Enum<?> constant) {
            out.writeByte('e');
            write(constant.name(), out);
        } else if (value instanceof Set<?> members) {
            out.writeByte('t');
            writeMembers(members, out, unwritten, factory);
        } else if (value instanceof Collection<?> many) {
            out.writeByte('c');
            out.writeInt(many.size());
            for (Object one : many) {
                writeValue(one, out, unwritten, factory);
            }
        } else if (value instanceof java.util.Date date) {
            out.writeByte('d');
            out.writeLong(date.getTime());
            out.writeInt(date instanceof java.sql.Timestamp timestamp ? timestamp.getNanos() : 0);
        } else if (value instanceof byte[] bytes) {
            out.writeByte('b');
            out.writeInt(bytes.length);
            out.write(bytes);
        } else if (value != null && value.getClass().isArray()) {
            out.writeByte('a');
            out.writeInt(Array.getLength(value));
            for (int i = 0; i < Array.getLength(value); i++) {
                writeValue(Array.get(value, i), out, unwritten, factory);
            }
        } else {
            writeObject(value, out, unwritten, factory);
        }
    }

    /** Sorted, since equal sets may give their members in another order, and {@code Set.of} does so in each JVM. */
    private static void writeMembers(
            Set<?> members, DataOutputStream out, List<Object> unwritten, SessionFactoryImplementor factory)
            throws IOException {
        List<byte[]> written = new ArrayList<>(members.size());
        for (Object member : members) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            writeValue(member, new DataOutputStream(bytes), unwritten, factory);
            written.add(bytes.toByteArray());
        }
        written.sort(Arrays::compare);
        out.writeInt(written.size());
        for (byte[] member : written) {
            out.write(member);
        }
    }

    private static void writeObject(
            @Nullable Object value, DataOutputStream out, List<Object> unwritten, SessionFactoryImplementor factory)
            throws IOException {
        Object id = idOf(value, factory);
        if (id != null) {
            out.writeByte('i');
            writeValue(id, out, unwritten, factory);
        } else if (value instanceof Number number) {
            out.writeByte('n');
            write(number.toString(), out);
        } else if (value != null) {
            out.writeByte('u');
            unwritten.add(value);
        }
    }

    /** An entity is told by its id. */
    private static @Nullable Object idOf(@Nullable Object value, SessionFactoryImplementor factory) {
        if (value == null) {
            return null;
        }
        Class<?> type = org.hibernate.Hibernate.getClassLazy(value);
        return factory.getMappingMetamodel().findEntityDescriptor(type) == null
                ? null
                : factory.getPersistenceUnitUtil().getIdentifier(value);
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text); // a charset would take all halves of surrogate pairs for one
    }

    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static byte[] digest(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            content.writeTo(out);
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()), Fingerprint.LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
