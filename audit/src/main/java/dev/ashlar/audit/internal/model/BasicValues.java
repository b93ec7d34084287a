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

import dev.ashlar.audit.AuditValue;
import dev.ashlar.audit.internal.json.JsonReader;
import dev.ashlar.audit.internal.json.JsonWriter;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.BasicPluralType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CustomType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/** Values of one column. */
final class BasicValues implements LoggedType {

    private final BasicType<Object> type;
    private final SessionFactoryImplementor factory;
    private final Scalar scalar;
    private final boolean plain;

    private BasicValues(BasicType<Object> type, SessionFactoryImplementor factory, Scalar scalar) {
        this.type = type;
        this.factory = factory;
        this.scalar = scalar;
        this.plain = Scalar.isPlain(type);
    }

    @SuppressWarnings("unchecked")
    static BasicValues of(BasicType<?> type, SessionFactoryImplementor factory) {
        return new BasicValues((BasicType<Object>) type, factory, Scalar.of(type, factory));
    }

    @Override
    public Object freeze(Object value) {
        return type.isMutable() ? type.deepCopy(value, factory) : value;
    }

    @Override
    public boolean isSame(Object one, Object other) {
        return one.equals(other) || type.isEqual(one, other, factory);
    }

    @Override
    public void write(JsonWriter out, Object frozen) {
        Object value = relational(frozen);
        if (value == null) {
            out.nothing(); // a converter may make nothing of something
        } else {
            scalar.write(out, value);
        }
    }

    @Override
    public String key(Object frozen) {
        Object stored = relational(frozen);
        if (stored instanceof String text) {
            return text;
        }
        if (stored instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().toPlainString(); // the column has its own scale
        }
        if (plain && stored != null) {
            return stored.toString();
        }
        try (JsonWriter writer = new JsonWriter(Integer.MAX_VALUE)) {
            write(writer, frozen);
            String json = writer.finish();
            return JsonReader.value(json) instanceof String text ? text : json;
        }
    }

    @Override
    public Object canonical(Object read) {
        return canonical(read, type);
    }

    private Object canonical(Object read, BasicType<?> type) {
        Class<?> raw = storedType(type).getJavaTypeClass();
        if (read instanceof AuditValue || (type instanceof CustomType<?> && type.getValueConverter() == null)) {
            return read;
        }
        if (read instanceof List<?> list && type instanceof BasicPluralType<?, ?> plural) {
            List<@Nullable Object> canonical = new ArrayList<>();
            list.forEach(one -> canonical.add(one == null ? null : canonical(one, plural.getElementType())));
            return canonical;
        }
        if (raw == BigDecimal.class) {
            return new BigDecimal(read.toString()).stripTrailingZeros();
        }
        if (raw == Double.class) {
            return Double.valueOf(read.toString()); // PostgreSQL tells of 1E15 as of a whole number
        }
        if (raw == Date.class || raw == Timestamp.class || raw == Calendar.class) {
            return Instant.parse(read.toString());
        }
        if (Temporal.class.isAssignableFrom(raw)) {
            return storedType(type).fromString(read.toString());
        }
        if (type.getJdbcType().getDefaultSqlTypeCode() == SqlTypes.JSON
                && raw != String.class
                && read instanceof String document) {
            Object parsed = JsonReader.value(document);
            return parsed == null ? read : parsed; // whatever its blanks, and the order of its names
        }
        return read;
    }

    @Override
    public Object thaw(Object read, SharedSessionContractImplementor session) {
        if (read instanceof AuditValue) {
            throw new IllegalArgumentException("The history does not have the value: " + read + ".");
        }
        return domain(scalar.read(read));
    }

    @Override
    public Object thawKey(String key, SharedSessionContractImplementor session) {
        return domain(scalar.read(scalar.isText() ? key : String.valueOf(JsonReader.value(key))));
    }

    @SuppressWarnings("unchecked")
    private Object relational(Object value) {
        BasicValueConverter<Object, ?> converter = (BasicValueConverter<Object, ?>) type.getValueConverter();
        return converter == null ? value : converter.toRelationalValue(value);
    }

    @SuppressWarnings("unchecked")
    private Object domain(Object value) {
        BasicValueConverter<Object, Object> converter = (BasicValueConverter<Object, Object>) type.getValueConverter();
        return converter == null ? value : converter.toDomainValue(value);
    }

    /** The Java type of what goes to the database. */
    static JavaType<?> storedType(BasicType<?> type) {
        BasicValueConverter<?, ?> converter = type.getValueConverter();
        return converter == null ? type.getMappedJavaType() : converter.getRelationalJavaType();
    }
}
