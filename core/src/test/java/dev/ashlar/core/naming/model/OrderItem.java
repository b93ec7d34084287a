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

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;

@Entity
@Table(indexes = @Index(name = "myOwnIndex", columnList = "amount"))
public class OrderItem {

    @EmbeddedId
    Key key;

    @ManyToOne
    @MapsId("purchaseOrderId")
    PurchaseOrder purchaseOrder;

    int amount;

    @OneToMany(cascade = CascadeType.ALL)
    List<ItemPart> itemParts;

    @Embeddable
    public record Key(String lineCode, Long purchaseOrderId) implements Serializable {}
}
