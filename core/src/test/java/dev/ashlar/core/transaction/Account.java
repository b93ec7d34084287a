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
package dev.ashlar.core.transaction;

import dev.ashlar.core.LongEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** What the tests of transactions write: a name that is unique, a balance, and entries that belong to it. */
@Entity(name = "Account")
class Account extends LongEntity {

    @Column(unique = true, nullable = false)
    String name;

    long balance;

    @OneToMany(mappedBy = "account", cascade = CascadeType.ALL, orphanRemoval = true)
    List<Entry> entries = new ArrayList<>();

    protected Account() {}

    Account(String name) {
        this.name = name;
    }

    Account(String name, long balance) {
        this.name = name;
        this.balance = balance;
    }
}
