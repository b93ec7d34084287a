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
package dev.ashlar.docs.audit;

import dev.ashlar.audit.AuditLogged;
import dev.ashlar.audit.CreatedBy;
import dev.ashlar.audit.Masked;
import dev.ashlar.audit.NotLogged;
import dev.ashlar.audit.UpdatedBy;
import dev.ashlar.core.LongEntity;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

// snippet: audit-entity
@Entity
@AuditLogged
class Article extends LongEntity {

    private String title;

    private BigDecimal price;

    @CreatedBy
    private String createdBy;

    @UpdatedBy
    private String updatedBy;

    @Masked
    private String apiKey; // the history says that it changed, and not what it is

    @NotLogged
    private int views; // the history knows nothing of it

    @ManyToOne(fetch = FetchType.LAZY)
    private Writer author;

    @ElementCollection
    private Set<String> keywords = new HashSet<>();
    // end

    protected Article() {}

    Article(String title, BigDecimal price) {
        this.title = title;
        this.price = price;
        this.apiKey = "key of " + title;
    }

    String title() {
        return title;
    }

    void rename(String to) {
        title = to;
    }

    void sell(BigDecimal at) {
        price = at;
    }

    String updatedBy() {
        return updatedBy;
    }

    Set<String> keywords() {
        return keywords;
    }
}
