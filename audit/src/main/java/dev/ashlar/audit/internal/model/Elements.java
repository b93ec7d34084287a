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

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.BasicPluralType;
import org.jspecify.annotations.Nullable;

/** Arrays and lists in one column. */
final class Elements {

    private Elements() {}

    static Scalar of(BasicPluralType<?, Object> type, SessionFactoryImplementor factory) {
        Class<?> element = type.getElementType().getJavaType();
        if (element == byte.class || element == Byte.class) {
            throw new UnloggableException(type.getJavaType());
        }
        Scalar scalar = Scalar.of(type.getElementType(), factory);
        return new Scalar(
                (out, value) -> {
                    out.startArray();
                    for (Object one : list(value)) {
                        if (one == null) {
                            out.nothing();
                        } else {
                            scalar.write(out, one);
                        }
                    }
                    out.endArray();
                },
                json -> {
                    List<?> read = (List<?>) json;
                    Object array = Array.newInstance(element, read.size());
                    for (int i = 0; i < read.size(); i++) {
                        Object one = read.get(i);
                        Array.set(array, i, one == null ? null : scalar.read(one));
                    }
                    return type.getMappedJavaType().wrap(array, factory.getWrapperOptions());
                },
                false);
    }

    private static List<@Nullable Object> list(Object value) {
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            list.add(Array.get(value, i));
        }
        return list;
    }
}
