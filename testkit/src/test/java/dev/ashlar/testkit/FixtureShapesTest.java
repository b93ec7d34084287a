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
package dev.ashlar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.fixture.Shapes.Animal;
import dev.ashlar.testkit.fixture.Shapes.Car;
import dev.ashlar.testkit.fixture.Shapes.Cat;
import dev.ashlar.testkit.fixture.Shapes.Circle;
import dev.ashlar.testkit.fixture.Shapes.Concrete;
import dev.ashlar.testkit.fixture.Shapes.Dog;
import dev.ashlar.testkit.fixture.Shapes.Rich;
import dev.ashlar.testkit.fixture.Shapes.Shape;
import dev.ashlar.testkit.fixture.Shapes.Square;
import dev.ashlar.testkit.fixture.Shapes.Truck;
import dev.ashlar.testkit.fixture.Shapes.Vehicle;
import java.util.List;

class FixtureShapesTest {

    private static final Class<?>[] ALL = {
        Vehicle.class,
        Car.class,
        Truck.class,
        Animal.class,
        Cat.class,
        Dog.class,
        Shape.class,
        Circle.class,
        Square.class,
        Concrete.class,
        Rich.class
    };

    @EachEngine
    void makesEntitiesOfEveryShape(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, ALL)) {
            Fixtures fixtures = unit.fixtures();
            fixtures.lint();
            for (Class<?> entity : ALL) {
                fixtures.persist(entity, 20);
                fixtures.assertRoundTrips(entity);
            }
            assertThat(unit.database().rows("select count(distinct plate) from Vehicle where DTYPE = 'CAR'"))
                    .containsExactly("40");
        }
    }

    @EachEngine
    void makesTheFirstConcreteSubclassOfAnAbstractEntity(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, ALL)) {
            assertThat(unit.fixtures().persist(Vehicle.class)).isInstanceOf(Car.class);
            assertThat(unit.fixtures().create(Animal.class)).isInstanceOf(Cat.class);
        }
    }

    @EachEngine
    void leavesAloneWhatIsGeneratedAndWhatTheClassAssigns(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, ALL)) {
            Fixtures fixtures = unit.fixtures();
            List<Rich> rich = fixtures.persist(Rich.class, 2);

            assertThat(rich.get(0).fixed()).isEqualTo("fixed");
            assertThat(rich.get(1).fixed()).isNotEqualTo("fixed");
            assertThat(rich.get(0).version()).isZero();
            assertThat(rich.get(0).texts()).isNull();
            assertThat(rich.get(0).point()).isNull();
            assertThat(rich.get(0).inner().code).isNotNull();
            assertThat(rich.get(0).inner().count).isEqualTo(3);
            assertThat(rich.get(0).inner().text).isNull();
            assertThat(rich.get(0).stamps().madeAt).isNotNull();
            assertThat(fixtures.of(Rich.class)
                            .with("parent", rich.get(0))
                            .persist()
                            .parent())
                    .isSameAs(rich.get(0));
        }
    }
}
