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
package dev.ashlar.core.naming.model;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Entity
@SuppressWarnings("deprecation")
@org.hibernate.annotations.Check(constraints = "grossAmount >= net_amount")
@Table(
        indexes = {@Index(columnList = "orderURL, vatID desc"), @Index(columnList = "net_amount")},
        uniqueConstraints = @UniqueConstraint(columnNames = {"vatID", "line2_address"}),
        check = @CheckConstraint(constraint = "net_amount < 1000000"))
public class PurchaseOrder {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "invoiceNumber")
    @SequenceGenerator(name = "invoiceNumber")
    Long id;

    String orderURL;
    String vatID;
    String line2Address;

    @Column(name = "grossAmount", check = @CheckConstraint(constraint = "grossAmount > 0"))
    long grossAmount;

    @Column(
            check = {@CheckConstraint(constraint = "net_amount > 0"), @CheckConstraint(constraint = "net_amount <> 13")
            })
    long netAmount;

    @Enumerated(EnumType.ORDINAL)
    Status currentStatus;

    @Enumerated(EnumType.STRING)
    Status previousStatus;

    @ManyToOne
    Person orderedBy;

    @Embedded
    PostalAddress shippingAddress;

    @ElementCollection
    @OrderColumn
    List<String> orderLines;

    @ElementCollection
    Map<String, String> labelTexts;

    @ManyToMany
    Set<Tag> tags;

    @ManyToMany
    Set<Tag> secretTags;

    public enum Status {
        OPEN,
        CLOSED
    }
}
