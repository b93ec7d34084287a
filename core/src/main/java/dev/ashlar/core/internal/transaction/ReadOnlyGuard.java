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
package dev.ashlar.core.internal.transaction;

import dev.ashlar.core.ground.SqlVerb;
import dev.ashlar.core.ground.StatementInspectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/** Refuses statements that write in a read-only transaction, also on engines that take it for a hint (H2). */
public final class ReadOnlyGuard implements StatementInspector {

    private static final long serialVersionUID = 1L;

    private final transient SessionFactoryImplementor factory;

    private ReadOnlyGuard(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** Stands in the chain of a session factory. */
    public static void listen(SessionFactoryImplementor factory, StatementInspectors inspectors) {
        inspectors.add(new ReadOnlyGuard(factory));
    }

    @Override
    public @Nullable String inspect(String sql) {
        Block block = Block.innermost(factory);
        if (block != null && block.isReadOnly() && SqlVerb.writes(sql)) {
            throw new IllegalStateException(
                    "A read-only transaction writes: statement=[" + sql + "]. Leave readOnly() away for it.");
        }
        return null;
    }
}
