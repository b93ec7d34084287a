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
package dev.ashlar.softdelete.unique;

import dev.ashlar.softdelete.Deletable;
import dev.ashlar.softdelete.Deletion;
import dev.ashlar.softdelete.SoftDeletable;
import dev.ashlar.softdelete.UniqueAmongLive;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** Has keys over each kind of attribute. */
@Entity(name = "Member")
@SoftDeletable
@UniqueAmongLive("eMail")
@UniqueAmongLive(
        name = "badge_of_club",
        value = {"club", "badge"})
@UniqueAmongLive({"address.street", "address.houseNumber"})
class Member implements Deletable {

    @Id
    Long id;

    String eMail;

    @ManyToOne
    Club club;

    Integer badge;

    Address address;

    Deletion deletion;

    protected Member() {}

    Member(Long id, String eMail) {
        this.id = id;
        this.eMail = eMail;
    }

    @Override
    public Deletion getDeletion() {
        return deletion;
    }

    @Embeddable
    static class Address {

        String street;

        int houseNumber;
    }
}
