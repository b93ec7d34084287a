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
package dev.ashlar.audit.seal;

import dev.ashlar.audit.AuditLogged;
import dev.ashlar.audit.Masked;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Something with values of each sort of JSON. */
@Entity
@AuditLogged
class Letter {

    @Id
    Long id;

    String title;

    double weight;

    BigDecimal price;

    boolean sent;

    @Masked
    String secret;

    @ElementCollection
    Map<String, Integer> stamps = new HashMap<>();

    Letter() {}

    Letter(long id, String title) {
        this.id = id;
        this.title = title;
    }
}
