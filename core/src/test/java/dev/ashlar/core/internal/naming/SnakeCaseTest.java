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
package dev.ashlar.core.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnakeCaseTest {

    @ParameterizedTest
    @CsvSource({
        "title, title",
        "publishedAt, published_at",
        "orderURL, order_url",
        "vatID, vat_id",
        "HTTPServer, http_server",
        "userIDs, user_ids",
        "URLsOfUser, urls_of_user",
        "DNSSettings, dns_settings",
        "line2Address, line2_address",
        "address2, address2",
        "B2BOrder, b2b_order",
        "S3URL, s3_url",
        "x86CPU, x86_cpu",
        "UTF8String, utf8_string",
        "aB, a_b",
        "A, a",
        "iPhone, i_phone",
        "Outer$Inner, outer_inner",
        "größeInCm, größe_in_cm",
        "ÄnderungsDatum, änderungs_datum"
    })
    void separatesWordsAndKeepsAcronymsTogether(String name, String expected) {
        assertThat(SnakeCase.of(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"published_at", "line2_address", "_hidden", "a__b", "ck_posts_title_2"})
    void leavesSnakeCaseAsItIs(String name) {
        assertThat(SnakeCase.of(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"order items, order_items", "price-net, price_net", "T_ORDERS, t_orders", "a.b, a_b"})
    void replacesWhatAnUnquotedIdentifierCannotHold(String name, String expected) {
        assertThat(SnakeCase.of(name)).isEqualTo(expected);
    }

    @Test
    void lowersTheSameInATurkishLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            assertThat(SnakeCase.of("InvoiceITEM")).isEqualTo("invoice_item");
        } finally {
            Locale.setDefault(before);
        }
    }
}
