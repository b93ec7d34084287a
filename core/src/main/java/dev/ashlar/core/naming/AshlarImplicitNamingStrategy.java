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
package dev.ashlar.core.naming;

import dev.ashlar.core.internal.naming.EnglishPlural;
import dev.ashlar.core.internal.naming.GeneratedName;
import dev.ashlar.core.internal.naming.IndexNames;
import dev.ashlar.core.internal.naming.ProvisionalName;
import dev.ashlar.core.internal.naming.SnakeCase;
import java.io.Serial;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.ImplicitAnyDiscriminatorColumnNameSource;
import org.hibernate.boot.model.naming.ImplicitAnyKeyColumnNameSource;
import org.hibernate.boot.model.naming.ImplicitBasicColumnNameSource;
import org.hibernate.boot.model.naming.ImplicitCollectionTableNameSource;
import org.hibernate.boot.model.naming.ImplicitConstraintNameSource;
import org.hibernate.boot.model.naming.ImplicitDiscriminatorColumnNameSource;
import org.hibernate.boot.model.naming.ImplicitEntityNameSource;
import org.hibernate.boot.model.naming.ImplicitIdentifierColumnNameSource;
import org.hibernate.boot.model.naming.ImplicitIndexColumnNameSource;
import org.hibernate.boot.model.naming.ImplicitIndexNameSource;
import org.hibernate.boot.model.naming.ImplicitJoinColumnNameSource;
import org.hibernate.boot.model.naming.ImplicitJoinTableNameSource;
import org.hibernate.boot.model.naming.ImplicitMapKeyColumnNameSource;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyJpaCompliantImpl;
import org.hibernate.boot.model.naming.ImplicitTenantIdColumnNameSource;
import org.hibernate.boot.spi.MetadataBuildingContext;

/**
 * Names tables, columns and constraints that have no explicit name.
 *
 * <ul>
 *   <li>Tables are the entity's name as plural snake_case: {@code PurchaseOrder} is {@code purchase_orders},
 *       {@code HTTPServer} is {@code http_servers}, {@code SalesPerson} is {@code sales_people}.
 *   <li>Collection and join tables are the owner's table and the attribute, plural: {@code posts_tags} for
 *       {@code Post.tags}. Jakarta Persistence would name two associations between the same entities alike; these don't.
 *   <li>Columns are what Jakarta Persistence says, as snake_case: {@code orderURL} is {@code order_url},
 *       {@code line2Address} is {@code line2_address}, {@code author} referring to {@code id} is {@code author_id}.
 *   <li>Constraints are {@code pk_{table}}, {@code fk_{table}_{referenced}}, {@code uq_{table}_{columns}},
 *       {@code idx_{table}_{columns}} and {@code ck_{table}_{columns}}. Foreign and unique
 *       keys get a provisional name here and the final one when the whole mapping is known.
 * </ul>
 *
 * <p>A name longer than 63 bytes of UTF-8 is cut, and ends in 8 digits of a hash over the full name. Explicit names are
 * left as they are; where one is a part of a name made here, such as a join table's, that part is snake_case too.
 *
 * <p>Stateless and safe for many threads.
 *
 * @apiNote Switch it on by {@link NamingSettings#NAMING}. Set through Hibernate's own setting it must be accompanied by
 *     {@link AshlarPhysicalNamingStrategy}.
 */
public final class AshlarImplicitNamingStrategy extends ImplicitNamingStrategyJpaCompliantImpl {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Made by Hibernate, from the setting. */
    public AshlarImplicitNamingStrategy() {}

    @Override
    public Identifier determinePrimaryTableName(ImplicitEntityNameSource source) {
        return table(transformEntityName(source.getEntityNaming()), source.getBuildingContext());
    }

    @Override
    public Identifier determineJoinTableName(ImplicitJoinTableNameSource source) {
        String attribute = transformAttributePath(source.getAssociationOwningAttributePath());
        return table(source.getOwningPhysicalTableName() + '_' + attribute, source.getBuildingContext());
    }

    @Override
    public Identifier determineCollectionTableName(ImplicitCollectionTableNameSource source) {
        String attribute = transformAttributePath(source.getOwningAttributePath());
        return table(source.getOwningPhysicalTableName().getText() + '_' + attribute, source.getBuildingContext());
    }

    @Override
    public Identifier determineIdentifierColumnName(ImplicitIdentifierColumnNameSource source) {
        return column(super.determineIdentifierColumnName(source), source.getBuildingContext());
    }

    @Override
    public Identifier determineDiscriminatorColumnName(ImplicitDiscriminatorColumnNameSource source) {
        return column(super.determineDiscriminatorColumnName(source), source.getBuildingContext());
    }

    @Override
    public Identifier determineTenantIdColumnName(ImplicitTenantIdColumnNameSource source) {
        return column(super.determineTenantIdColumnName(source), source.getBuildingContext());
    }

    @Override
    public Identifier determineBasicColumnName(ImplicitBasicColumnNameSource source) {
        return column(super.determineBasicColumnName(source), source.getBuildingContext());
    }

    @Override
    public Identifier determineJoinColumnName(ImplicitJoinColumnNameSource source) {
        return column(super.determineJoinColumnName(source), source.getBuildingContext());
    }

    @Override
    public Identifier determineAnyDiscriminatorColumnName(ImplicitAnyDiscriminatorColumnNameSource source) {
        return column(super.determineAnyDiscriminatorColumnName(source), source.getBuildingContext());
    }

    @Override
    public Identifier determineAnyKeyColumnName(ImplicitAnyKeyColumnNameSource source) {
        return column(super.determineAnyKeyColumnName(source), source.getBuildingContext());
    }

    @Override
    public Identifier determineMapKeyColumnName(ImplicitMapKeyColumnNameSource source) {
        return column(super.determineMapKeyColumnName(source), source.getBuildingContext());
    }

    @Override
    public Identifier determineListIndexColumnName(ImplicitIndexColumnNameSource source) {
        return column(super.determineListIndexColumnName(source), source.getBuildingContext());
    }

    @Override
    public Identifier determineIndexName(ImplicitIndexNameSource source) {
        Identifier explicit = source.getUserProvidedIdentifier();
        return explicit != null ? explicit : new Identifier(IndexNames.of(source), false);
    }

    @Override
    protected Identifier generateConstraintName(ImplicitConstraintNameSource source) {
        // Never quoted, not even globally: it is looked up by its text when it is finished.
        return new Identifier(ProvisionalName.of(source), false);
    }

    private Identifier table(String name, MetadataBuildingContext context) {
        return identifier(EnglishPlural.of(SnakeCase.of(name)), context);
    }

    private Identifier column(Identifier name, MetadataBuildingContext context) {
        return identifier(SnakeCase.of(name.getText()), context);
    }

    private Identifier identifier(String name, MetadataBuildingContext context) {
        int limit =
                GeneratedName.limit(context.getMetadataCollector().getDatabase().getDialect());
        return toIdentifier(GeneratedName.fit(name, limit), context);
    }
}
