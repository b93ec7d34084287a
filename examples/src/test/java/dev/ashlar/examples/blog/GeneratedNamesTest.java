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
package dev.ashlar.examples.blog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratedNamesTest {

    @Test
    void areThoseOfAllThatTheEntitiesDeclare() {
        try (BlogUnit unit = BlogUnit.open()) {
            GeneratedNames names = new GeneratedNames(unit.factory());
            assertThat(names.tables())
                    .containsExactlyInAnyOrder(
                            "audit_logs",
                            "comments",
                            "orders",
                            "posts",
                            "post_tags",
                            "products",
                            "profiles",
                            "tags",
                            "users");
            assertThat(names.primaryKeys())
                    .contains("pk_audit_logs", "pk_orders", "pk_post_tags")
                    .hasSize(9);
            assertThat(names.foreignKeys())
                    .contains("fk_posts_users", "fk_profiles_users")
                    .hasSize(7);
            assertThat(names.uniqueKeys())
                    .contains("uq_users_email", "uq_posts_slug")
                    .hasSize(5);
            assertThat(names.checks()).containsExactlyInAnyOrder("ck_products_price", "ck_products_stock");
            assertThat(names.indexes()).contains("idx_orders_status_placed_at").hasSize(9);
            assertThat(names.sequences()).contains("posts_seq").hasSize(5);
        }
    }
}
