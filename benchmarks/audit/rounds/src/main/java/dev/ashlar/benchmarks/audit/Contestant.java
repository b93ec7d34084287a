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
package dev.ashlar.benchmarks.audit;

import java.util.List;
import org.hibernate.audit.DefaultChangelog;

/**
 * A way to keep a history.
 *
 * @param name for the table
 * @param entity what is written
 * @param services whose services are on the class path
 * @param history the table that has a row for each change; empty if there is none
 * @param byHand how the application itself writes that row; null if it does not
 * @param more further mapped classes
 */
record Contestant(
        String name,
        Class<? extends Post> entity,
        String services,
        String history,
        HandLog.Form byHand,
        List<Class<?>> more) {

    /** All, the one that the others are compared with first. */
    static final List<Contestant> ALL = List.of(
            of("plain", PlainPost.class, "", ""),
            of("plain, with our jars on the class path", PlainPost.class, Services.OURS, ""),
            of("Envers", EnversPost.class, Services.ENVERS, "posts_AUD"),
            of("`@Audited`", NativePost.class, "", "posts_AUD"),
            new Contestant(
                    "`@Audited`, with a changelog",
                    NativePost.class,
                    "",
                    "posts_AUD",
                    null,
                    List.of(DefaultChangelog.class)),
            byHand("by hand", HandLog.Form.BATCH),
            byHand("by hand, one statement for all rows", HandLog.Form.ONE_STATEMENT),
            of("`@AuditLogged`", LoggedPost.class, Services.OURS, "audit_logs"));

    /** Ours. */
    static final Contestant OURS = ALL.get(ALL.size() - 1);

    private static Contestant of(String name, Class<? extends Post> entity, String services, String history) {
        return new Contestant(name, entity, services, history, null, List.of());
    }

    private static Contestant byHand(String name, HandLog.Form form) {
        return new Contestant(name, PlainPost.class, "", "audit_logs", form, List.of());
    }
}
