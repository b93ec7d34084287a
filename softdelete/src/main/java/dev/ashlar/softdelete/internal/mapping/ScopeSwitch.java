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
package dev.ashlar.softdelete.internal.mapping;

import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** A session switched to a scope, until it is closed. */
public final class ScopeSwitch implements AutoCloseable {

    private final LoadQueryInfluencers influencers;
    private final Scope before;

    private ScopeSwitch(LoadQueryInfluencers influencers, Scope before) {
        this.influencers = influencers;
        this.before = before;
    }

    /** Switches. */
    public static ScopeSwitch to(Scope scope, SharedSessionContractImplementor session) {
        LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
        ScopeSwitch opened = new ScopeSwitch(influencers, Scope.of(influencers));
        scope.enter(influencers);
        return opened;
    }

    @Override
    public void close() {
        before.enter(influencers);
    }
}
