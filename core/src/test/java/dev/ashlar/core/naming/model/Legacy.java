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
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.Set;

/** Everything named by hand. */
@Entity
@Table(
        name = "LegacyThing",
        indexes = @Index(name = "theIndex", columnList = "theName"),
        uniqueConstraints = @UniqueConstraint(name = "theUnique", columnNames = "theCode"),
        check = @CheckConstraint(name = "theTableCheck", constraint = "theCode <> theName"))
public class Legacy {

    @Id
    @GeneratedValue
    @SequenceGenerator(name = "legacy", sequenceName = "theSequence")
    @Column(name = "theId")
    Long id;

    @Column(name = "theName", check = @CheckConstraint(name = "theColumnCheck", constraint = "theName <> ''"))
    String name;

    @Column(name = "theCode")
    String code;

    @ManyToOne
    @JoinColumn(name = "theOwner", foreignKey = @ForeignKey(name = "theForeignKey"))
    Person owner;

    @ElementCollection
    @CollectionTable(
            name = "theWords",
            joinColumns = @JoinColumn(name = "theThing"),
            foreignKey = @ForeignKey(name = "theWordsForeignKey"))
    @Column(name = "theWord")
    Set<String> words;

    @ManyToMany
    @JoinTable(
            name = "theLinks",
            joinColumns = @JoinColumn(name = "theThing"),
            inverseJoinColumns = @JoinColumn(name = "theTag"),
            foreignKey = @ForeignKey(name = "theLinkForeignKey"),
            inverseForeignKey = @ForeignKey(name = "theTagForeignKey"))
    Set<Tag> tags;
}
