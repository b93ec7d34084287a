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

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.java.BasicJavaType;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/** The type of a mapped attribute or an expression: whether rows can be ordered by it, and how its values are written. */
final class MappedKeyType implements KeyType {

    private final JdbcMapping mapping;

    MappedKeyType(JdbcMapping mapping) {
        this.mapping = mapping;
    }

    /** Why rows cannot be ordered by it without losing some; empty if they can. */
    Optional<String> refusal() {
        int code = mapping.getJdbcType().getDefaultSqlTypeCode();
        return switch (code) {
            case SqlTypes.FLOAT, SqlTypes.REAL, SqlTypes.DOUBLE ->
                Optional.of(
                        "a floating-point number: what is read is not always what is stored, so equal values are missed."
                                + " Map it to a decimal, or sort by an expression that casts it");
            case SqlTypes.CLOB,
                    SqlTypes.NCLOB,
                    SqlTypes.BLOB,
                    SqlTypes.LONG32VARCHAR,
                    SqlTypes.LONG32NVARCHAR,
                    SqlTypes.LONG32VARBINARY,
                    SqlTypes.LONGVARCHAR,
                    SqlTypes.LONGNVARCHAR,
                    SqlTypes.LONGVARBINARY ->
                Optional.of("a large object: it has no index and does not fit into a cursor."
                        + " Sort by an expression of its beginning");
            case SqlTypes.TINYINT,
                    SqlTypes.SMALLINT,
                    SqlTypes.INTEGER,
                    SqlTypes.BIGINT,
                    SqlTypes.NUMERIC,
                    SqlTypes.DECIMAL,
                    SqlTypes.CHAR,
                    SqlTypes.NCHAR,
                    SqlTypes.VARCHAR,
                    SqlTypes.NVARCHAR,
                    SqlTypes.BOOLEAN,
                    SqlTypes.BIT,
                    SqlTypes.DATE,
                    SqlTypes.TIME,
                    SqlTypes.TIME_UTC,
                    SqlTypes.TIME_WITH_TIMEZONE,
                    SqlTypes.TIMESTAMP,
                    SqlTypes.TIMESTAMP_UTC,
                    SqlTypes.TIMESTAMP_WITH_TIMEZONE,
                    SqlTypes.INSTANT,
                    SqlTypes.LOCAL_DATE,
                    SqlTypes.LOCAL_TIME,
                    SqlTypes.LOCAL_DATE_TIME,
                    SqlTypes.OFFSET_DATE_TIME,
                    SqlTypes.OFFSET_TIME,
                    SqlTypes.ZONED_DATE_TIME,
                    SqlTypes.UUID,
                    SqlTypes.ENUM,
                    SqlTypes.NAMED_ENUM,
                    SqlTypes.ORDINAL_ENUM,
                    SqlTypes.NAMED_ORDINAL_ENUM,
                    SqlTypes.INTERVAL_SECOND,
                    SqlTypes.DURATION -> Optional.empty();
            case SqlTypes.BINARY, SqlTypes.VARBINARY ->
                domain() == java.util.UUID.class ? Optional.empty() : Optional.of(unordered(code));
            default -> Optional.of(unordered(code));
        };
    }

    private String unordered(int code) {
        return "a value of a type without an order that we know of: javaType=" + domain().getName() + " sqlType=" + code
                + ". Sort by an attribute or expression of a basic type";
    }

    boolean isText() {
        return domain() == String.class && converter() == null;
    }

    private Class<?> domain() {
        return mapping.getMappedJavaType().getJavaTypeClass();
    }

    @SuppressWarnings("unchecked")
    private @Nullable BasicValueConverter<Object, Object> converter() {
        return (BasicValueConverter<Object, Object>) mapping.getValueConverter();
    }

    @Override
    public @Nullable Object written(@Nullable Object value) {
        if (value == null || WireValues.isWritable(value)) {
            return value;
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        } else if (value instanceof Date date) {
            return date.toLocalDate();
        } else if (value instanceof Time time) {
            return time.toLocalTime();
        } else if (value instanceof java.util.Date date) {
            return date.toInstant();
        }
        BasicValueConverter<Object, Object> converter = converter();
        Object relational = converter == null ? null : converter.toRelationalValue(value);
        if (relational != null && WireValues.isWritable(relational)) {
            return relational;
        }
        return javaType() instanceof BasicJavaType<Object> basic ? basic.toString(value) : value;
    }

    @Override
    public @Nullable Object read(@Nullable Object written) {
        try {
            return written == null ? null : domainValue(written);
        } catch (RuntimeException e) {
            // Parsers and converters throw what they like at a value that is not theirs.
            throw new IllegalArgumentException("no value of " + domain().getName(), e);
        }
    }

    private @Nullable Object domainValue(Object written) {
        if (domain().isInstance(written)) {
            return written;
        } else if (written instanceof String name && domain().isEnum()) {
            return constant(name);
        } else if (written instanceof Instant instant && domain() == Timestamp.class) {
            return Timestamp.from(instant);
        } else if (written instanceof LocalDate date && domain() == Date.class) {
            return Date.valueOf(date);
        } else if (written instanceof LocalTime time && domain() == Time.class) {
            return Time.valueOf(time);
        } else if (written instanceof Instant instant && domain() == java.util.Date.class) {
            return Timestamp.from(instant); // java.util.Date ends at milliseconds
        }
        BasicValueConverter<Object, Object> converter = converter();
        if (converter != null && converter.getRelationalJavaType().isInstance(written)) {
            return converter.toDomainValue(written);
        }
        if (written instanceof String text && javaType() instanceof BasicJavaType<Object> basic) {
            return basic.fromString(text);
        }
        throw new IllegalArgumentException("no value of " + domain().getName());
    }

    private Object constant(String name) {
        for (Object constant : domain().getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no constant of " + domain().getName());
    }

    @SuppressWarnings("unchecked")
    private JavaType<Object> javaType() {
        return (JavaType<Object>) mapping.getMappedJavaType();
    }
}
