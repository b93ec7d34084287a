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
package dev.ashlar.audit.internal.model;

import dev.ashlar.audit.internal.json.JsonWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.BasicPluralType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CustomType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.SerializableJavaType;
import org.hibernate.type.descriptor.java.spi.UnknownBasicJavaType;
import org.hibernate.type.format.FormatMapper;
import org.hibernate.usertype.EnhancedUserType;

/** What JSON makes of one Java type, and back. */
record Scalar(BiConsumer<JsonWriter, Object> writer, Function<Object, Object> reader, boolean isText) {

    private static final Set<Class<?>> WHOLE = Set.of(Long.class, Integer.class, Short.class, Byte.class);

    void write(JsonWriter out, Object value) {
        writer.accept(out, value);
    }

    Object read(Object json) {
        return reader.apply(json);
    }

    /** Whether the values' own texts are what JSON has of them, but for quotation marks. */
    static boolean isPlain(BasicType<?> type) {
        Class<?> raw = BasicValues.storedType(type).getJavaTypeClass();
        return !(type instanceof CustomType)
                && type.getJdbcType().getDefaultSqlTypeCode() != SqlTypes.JSON
                && (WHOLE.contains(raw) || raw == UUID.class);
    }

    private static Scalar text(Function<Object, String> to, Function<String, Object> from) {
        return new Scalar((out, value) -> out.text(to.apply(value)), json -> from.apply(json.toString()), true);
    }

    private static Scalar other(BiConsumer<JsonWriter, Object> writer, Function<Object, Object> reader) {
        return new Scalar(writer, reader, false);
    }

    private static Scalar digest(Function<Object, byte[]> bytes) {
        return other((out, value) -> out.binary(bytes.apply(value)), json -> {
            throw new IllegalArgumentException("The history has no binary values.");
        });
    }

    /**
     * For a type.
     *
     * @throws UnloggableException if there is no text for it
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // a type fits its own values
    static Scalar of(BasicType<?> type, SessionFactoryImplementor factory) {
        if (type instanceof CustomType<?> custom && type.getValueConverter() == null) {
            return custom((CustomType<Object>) custom);
        }
        JavaType<Object> java = (JavaType<Object>) BasicValues.storedType(type);
        Class<?> raw = java.getJavaTypeClass();
        if (type.getJdbcType().getDefaultSqlTypeCode() == SqlTypes.JSON && raw != String.class) {
            FormatMapper mapper = factory.getSessionFactoryOptions().getJsonFormatMapper();
            return text(
                    value -> mapper.toString(value, java, factory.getWrapperOptions()),
                    text -> mapper.fromString(text, java, factory.getWrapperOptions()));
        }
        if (type instanceof BasicPluralType<?, ?> plural) {
            return Elements.of((BasicPluralType<?, Object>) plural, factory);
        }
        if (WHOLE.contains(raw)) {
            return other(
                    (out, value) -> out.number(((Number) value).longValue()),
                    json -> java.wrap(Long.valueOf(json.toString()), null));
        }
        if (raw == BigInteger.class) {
            return other((out, value) -> out.number((BigInteger) value), json -> new BigInteger(json.toString()));
        }
        if (raw == Boolean.class) {
            return other((out, value) -> out.bool((Boolean) value), json -> Boolean.valueOf(json.toString()));
        }
        if (raw == Double.class) {
            return other((out, value) -> out.number((Double) value), json -> Double.valueOf(json.toString()));
        }
        if (raw == Float.class) {
            return text(Object::toString, Float::valueOf);
        }
        if (raw == BigDecimal.class) {
            return text(Object::toString, BigDecimal::new);
        }
        if (raw.isEnum()) {
            return text(value -> ((Enum<?>) value).name(), name -> Enum.valueOf((Class) raw, name));
        }
        if (raw == byte[].class || raw == Byte[].class || java instanceof SerializableJavaType) {
            return digest(value -> java.unwrap(value, byte[].class, factory.getWrapperOptions()));
        }
        if (raw == char[].class || raw == Character[].class) {
            return text(
                    value -> java.unwrap(value, String.class, factory.getWrapperOptions()),
                    text -> java.wrap(text, factory.getWrapperOptions()));
        }
        if (raw == Calendar.class) {
            return text(
                    value -> ((Calendar) value).toInstant().toString(),
                    text -> java.wrap(Date.from(Instant.parse(text)), factory.getWrapperOptions()));
        }
        if (raw == Date.class || raw == java.sql.Timestamp.class) {
            return text(
                    value -> ((Date) value).toInstant().toString(),
                    text -> java.wrap(Date.from(Instant.parse(text)), factory.getWrapperOptions()));
        }
        if (java instanceof UnknownBasicJavaType
                || java.sql.Blob.class.isAssignableFrom(raw)
                || java.sql.Clob.class.isAssignableFrom(raw)) {
            throw new UnloggableException(raw);
        }
        return text(java::toString, java::fromString);
    }

    private static Scalar custom(CustomType<Object> type) {
        if (type.getUserType() instanceof EnhancedUserType<Object> named) {
            return text(named::toString, named::fromStringValue);
        }
        throw new UnloggableException(type.getReturnedClass());
    }
}
