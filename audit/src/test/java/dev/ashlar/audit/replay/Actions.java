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
package dev.ashlar.audit.replay;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What steps do in a session; each answers whether there was something to do it to. */
final class Actions {

    private final EntityManager em;
    private final Values values;

    Actions(EntityManager em, long seed) {
        this.em = em;
        this.values = new Values(new Random(seed));
    }

    private <T> T any(Class<T> type) {
        List<T> all = em.createQuery("from " + type.getName() + " e order by e.id", type)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
        all.removeIf(one -> !em.contains(one)); // removed by a step before
        return all.isEmpty() ? null : values.one(all);
    }

    private boolean withThing(java.util.function.Consumer<Thing> change) {
        Thing thing = any(Thing.class);
        if (thing == null) {
            return false;
        }
        change.accept(thing);
        return true;
    }

    boolean createThing() {
        Thing thing = values.chance(40) ? new Gadget() : new Thing();
        for (int i = 0; i < 20; i++) {
            values.changeBasic(thing);
        }
        thing.place = values.place();
        thing.remark = values.text();
        thing.owner = any(Person.class);
        for (int i = values.upTo(3); i > 0; i--) {
            thing.words.add(values.word());
            thing.lines.add(values.word());
            thing.marks.add(values.upTo(4));
            thing.prices.put("p" + values.upTo(4), new BigDecimal("1.50"));
            thing.spots.add(new Spot(values.upTo(4), 1));
        }
        em.persist(thing);
        return true;
    }

    boolean createPerson() {
        Person.Key key = new Person.Key(values.word(), values.upTo(6));
        if (em.find(Person.class, key) != null) {
            return false;
        }
        Person person = new Person();
        person.id = key;
        person.name = values.text();
        em.persist(person);
        return true;
    }

    boolean createOther() {
        em.persist(other());
        return true;
    }

    private Object other() {
        switch (values.upTo(3)) {
            case 0:
                Part part = new Part();
                part.name = values.text();
                return part;
            case 1:
                Shape shape = values.chance(50) ? new Circle() : new Square();
                shape.name = values.text();
                shape.weight = values.upTo(9);
                return shape;
            default:
                Fee fee = values.chance(50) ? new LateFee() : new Fee();
                fee.id = values.random.nextLong(1_000_000_000_000L);
                fee.name = values.text();
                return fee;
        }
    }

    boolean changeBasic() {
        return withThing(thing -> {
            for (int i = values.upTo(3); i >= 0; i--) {
                values.changeBasic(thing);
            }
        });
    }

    boolean changeEmbedded() {
        return withThing(thing -> {
            if (thing.place == null || values.chance(30)) {
                thing.place = values.place();
            } else if (values.chance(50)) {
                thing.place.town = values.text();
            } else {
                thing.place.spot = values.spot();
            }
        });
    }

    boolean changeOwner() {
        return withThing(thing -> thing.owner = values.chance(20) ? null : any(Person.class));
    }

    boolean changeSecondary() {
        return withThing(thing -> thing.remark = values.chance(40) ? null : values.text());
    }

    private <T> void change(Set<T> set, T element) {
        if (!set.remove(element) || values.chance(30)) {
            set.add(element);
        }
        if (values.chance(10)) {
            set.clear();
        }
    }

    boolean changeWords() {
        return withThing(thing -> change(thing.words, values.word()));
    }

    boolean changeSpots() {
        return withThing(thing -> change(thing.spots, new Spot(values.upTo(3), values.upTo(3))));
    }

    boolean changeLines() {
        return withThing(thing -> {
            if (thing.lines.isEmpty() || values.chance(40)) {
                thing.lines.add(values.upTo(thing.lines.size() + 1), values.word());
            } else if (values.chance(50)) {
                thing.lines.set(values.upTo(thing.lines.size()), values.word());
            } else {
                thing.lines.remove(values.upTo(thing.lines.size()));
            }
        });
    }

    boolean changeMarks() {
        return withThing(thing -> {
            if (thing.marks.isEmpty() || values.chance(60)) {
                thing.marks.add(values.upTo(3));
            } else {
                thing.marks.remove(values.upTo(thing.marks.size()));
            }
        });
    }

    boolean changePrices() {
        return withThing(thing -> {
            String key = "p" + values.upTo(4);
            if (values.chance(30)) {
                thing.prices.remove(key);
            } else {
                thing.prices.put(key, BigDecimal.valueOf(values.upTo(500), 2));
            }
        });
    }

    boolean changePeople() {
        Person person = any(Person.class);
        return person != null && withThing(thing -> change(thing.people, person));
    }

    boolean changeParts() {
        return withThing(thing -> {
            if (!thing.parts.isEmpty() && values.chance(40)) {
                thing.parts.remove(thing.parts.iterator().next());
            } else {
                Part part = new Part();
                part.name = values.text();
                thing.parts.add(part);
            }
        });
    }

    boolean replaceCollection() {
        return withThing(thing -> {
            switch (values.upTo(5)) {
                case 0 -> thing.words = values.chance(30) ? null : new HashSet<>(Set.of("new" + values.upTo(3)));
                case 1 -> thing.lines = new ArrayList<>(List.of("one", "two"));
                case 2 -> thing.marks = new ArrayList<>(List.of(7, 7, values.upTo(9)));
                case 3 -> thing.prices = values.chance(30) ? null : new HashMap<>();
                default -> thing.people = new HashSet<>();
            }
            if (thing.words == null) {
                em.flush();
                thing.words = new HashSet<>();
            }
            if (thing.prices == null) {
                em.flush();
                thing.prices = new HashMap<>();
            }
        });
    }

    boolean changeOther() {
        switch (values.upTo(4)) {
            case 0:
                Person person = any(Person.class);
                if (person != null) {
                    person.name = values.text();
                }
                return person != null;
            case 1:
                Part part = any(Part.class);
                if (part != null) {
                    part.name = values.text();
                }
                return part != null;
            case 2:
                Shape shape = any(Shape.class);
                if (shape != null) {
                    shape.weight = values.upTo(9);
                }
                return shape != null;
            default:
                Fee fee = any(Fee.class);
                if (fee != null) {
                    fee.name = values.text();
                }
                if (fee instanceof LateFee late) {
                    late.days = values.upTo(9);
                }
                return fee != null;
        }
    }

    boolean changeAndBack() {
        return withThing(thing -> {
            em.flush();
            String title = thing.title;
            Set<String> words = new HashSet<>(thing.words);
            thing.title = "for a moment";
            thing.words.add("for a moment");
            em.flush();
            thing.title = title;
            thing.words.retainAll(words);
            if (values.chance(50)) {
                em.flush();
            }
        });
    }

    boolean insertAndDelete() {
        Object other = other();
        em.persist(other);
        em.flush();
        em.remove(other);
        return true;
    }

    boolean merge() {
        Thing thing = any(Thing.class);
        if (thing == null) {
            return false;
        }
        em.flush();
        thing.words.size();
        em.clear();
        values.changeBasic(thing);
        thing.words.add(values.word());
        em.merge(thing);
        return true;
    }

    boolean deleteThing() {
        return withThing(em::remove);
    }

    boolean deleteOther() {
        switch (values.upTo(4)) {
            case 0:
                Person person = any(Person.class);
                if (person == null) {
                    return false;
                }
                em.flush();
                boolean used = em.createQuery(
                                        "select count(t) from Thing t where t.owner = :p or :p member of t.people",
                                        Long.class)
                                .setParameter("p", person)
                                .getSingleResult()
                        > 0;
                if (!used) {
                    em.remove(person);
                }
                return !used;
            case 1:
                Part part = any(Part.class);
                if (part == null) {
                    return false;
                }
                em.createQuery("select t from Thing t join t.parts p where p = :p", Thing.class)
                        .setParameter("p", part)
                        .getResultList()
                        .forEach(thing -> thing.parts.remove(part));
                em.remove(part);
                return true;
            case 2:
                Shape shape = any(Shape.class);
                if (shape != null) {
                    em.remove(shape);
                }
                return shape != null;
            default:
                Fee fee = any(Fee.class);
                if (fee != null) {
                    em.remove(fee);
                }
                return fee != null;
        }
    }

    /** In one table, in joined ones, or in a table for each class. */
    boolean bulkUpdate() {
        em.flush();
        int updated = switch (values.upTo(4)) {
            case 0 ->
                em.createQuery("update Thing set amount = amount / 2, title = :t where flag = true")
                        .setParameter("t", values.text())
                        .executeUpdate();
            case 1 ->
                em.createQuery("update Gadget set power = 7, grade = :g where amount > 0")
                        .setParameter("g", Thing.Grade.HIGH)
                        .executeUpdate();
            case 2 ->
                em.createQuery("update Shape set weight = coalesce(weight, 0) + 1 where weight < :w")
                        .setParameter("w", values.upTo(9))
                        .executeUpdate();
            default ->
                em.createQuery("update Fee set name = :n where name is null or id > 0")
                        .setParameter("n", values.text())
                        .executeUpdate();
        };
        em.clear();
        return updated > 0;
    }

    boolean bulkDelete() {
        em.flush();
        int deleted = switch (values.upTo(3)) {
            case 0 ->
                em.createQuery("delete Thing t where t.amount > :a and t.parts is empty")
                        .setParameter("a", Long.MAX_VALUE / 2)
                        .executeUpdate();
            case 1 -> em.createQuery("delete Shape where weight > 4").executeUpdate();
            default -> em.createQuery("delete Fee where mod(id, 3) = 0").executeUpdate();
        };
        em.clear();
        return deleted > 0;
    }
}
