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
package dev.ashlar.softdelete.internal.guard;

import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.sql.SqmTranslator;
import org.hibernate.query.sqm.sql.SqmTranslatorFactory;
import org.hibernate.query.sqm.sql.StandardSqmTranslatorFactory;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.ast.spi.SqlAstCreationContext;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.select.SelectStatement;

/**
 * Refuses HQL and Criteria deletes of soft-deletable entities before Hibernate has deleted the rows of their collections, which
 * it does first ({@code SimpleDeleteQueryPlan}, 7.4.13).
 */
public final class GuardedTranslators implements SqmTranslatorFactory {

    /** For Hibernate. */
    public GuardedTranslators() {}

    private static SqmTranslatorFactory translators(SqlAstCreationContext context) {
        SqmTranslatorFactory own = context.getDialect().getSqmTranslatorFactory();
        return own == null ? new StandardSqmTranslatorFactory() : own;
    }

    @Override
    public SqmTranslator<SelectStatement> createSelectTranslator(
            SqmSelectStatement<?> sqmSelectStatement,
            QueryOptions queryOptions,
            DomainParameterXref domainParameterXref,
            QueryParameterBindings domainParameterBindings,
            LoadQueryInfluencers loadQueryInfluencers,
            SqlAstCreationContext creationContext,
            boolean deduplicateSelectionItems) {
        return translators(creationContext)
                .createSelectTranslator(
                        sqmSelectStatement,
                        queryOptions,
                        domainParameterXref,
                        domainParameterBindings,
                        loadQueryInfluencers,
                        creationContext,
                        deduplicateSelectionItems);
    }

    @Override
    public SqmTranslator<? extends MutationStatement> createMutationTranslator(
            SqmDmlStatement<?> statement,
            QueryOptions queryOptions,
            DomainParameterXref domainParameterXref,
            QueryParameterBindings domainParameterBindings,
            LoadQueryInfluencers loadQueryInfluencers,
            SqlAstCreationContext creationContext) {
        EntityGuard.check(statement, loadQueryInfluencers, creationContext.getMappingMetamodel());
        return translators(creationContext)
                .createMutationTranslator(
                        statement,
                        queryOptions,
                        domainParameterXref,
                        domainParameterBindings,
                        loadQueryInfluencers,
                        creationContext);
    }
}
