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
package dev.ashlar.testkit.library;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** For bytecode enhancement: an interface that no other class loader defines lets a test ask it. */
@Entity
@Table(name = "cities")
public class City implements Function<String, Object> {

    @Id
    private Long id;

    @Basic(fetch = FetchType.LAZY)
    private String history = "long";

    @ManyToOne(fetch = FetchType.LAZY)
    private Country country;

    @OneToMany(mappedBy = "capital")
    private List<Country> capitalOf = new ArrayList<>();

    protected City() {}

    public City(Long id, Country country) {
        this.id = id;
        this.country = country;
    }

    @Override
    public Object apply(String attribute) {
        return switch (attribute) {
            case "history" -> history;
            case "country" -> country.name();
            default -> capitalOf.size();
        };
    }
}
