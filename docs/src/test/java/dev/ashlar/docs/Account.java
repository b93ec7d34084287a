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
package dev.ashlar.docs;

import dev.ashlar.core.LongEntity;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import java.util.ArrayList;
import java.util.List;

/** What the guide to transactions writes. */
@Entity
public class Account extends LongEntity {

    /** Runs once, when the next account is loaded: a test's chance to overtake. */
    static Runnable onLoad = () -> {};

    @Column(nullable = false, unique = true)
    String name;

    @Column(check = @CheckConstraint(constraint = "balance >= 0"))
    long balance;

    @OneToMany(mappedBy = "account")
    List<Booking> bookings = new ArrayList<>();

    protected Account() {}

    Account(String name, long balance) {
        this.name = name;
        this.balance = balance;
    }

    @PostLoad
    void loaded() {
        Runnable once = onLoad;
        onLoad = () -> {};
        once.run();
    }
}
