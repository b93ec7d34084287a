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
package dev.ashlar.softdelete;

import dev.ashlar.core.ground.ChangeNotice;
import dev.ashlar.core.ground.Ground;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Hears the notices of one test; a subscription cannot be ended, and the factory is that of other tests too. */
final class Listening {

    private static final Set<Ground> SUBSCRIBED = Collections.newSetFromMap(new IdentityHashMap<>());
    private static Consumer<ChangeNotice> heard = notice -> {};

    private Listening() {}

    static void to(Ground ground, List<ChangeNotice> notices) {
        to(ground, notices::add);
    }

    static void to(Ground ground, Consumer<ChangeNotice> consumer) {
        heard = consumer;
        if (SUBSCRIBED.add(ground)) {
            ground.notices().subscribe((session, notice) -> heard.accept(notice));
        }
    }

    static void stop() {
        heard = notice -> {};
    }
}
