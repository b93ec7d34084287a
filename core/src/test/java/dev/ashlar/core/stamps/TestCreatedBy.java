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
package dev.ashlar.core.stamps;

import dev.ashlar.core.ground.Stamp;
import dev.ashlar.core.ground.Stamping;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.AttributeBinderType;
import org.hibernate.binder.AttributeBinder;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** What a module that stamps actors declares. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@AttributeBinderType(binder = TestCreatedBy.Binder.class)
@interface TestCreatedBy {

    final class Binder implements AttributeBinder<TestCreatedBy> {
        @Override
        public void bind(
                TestCreatedBy annotation, MetadataBuildingContext context, PersistentClass entity, Property property) {
            Stamping.bind(
                    new Stamp("@TestCreatedBy", Stamp.Source.ACTOR, Stamp.Moment.INSERT), context, entity, property);
        }
    }
}
