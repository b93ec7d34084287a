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
package dev.ashlar.softdelete.internal.event;

import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.softdelete.internal.mapping.Scope;
import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;

/**
 * {@code StatelessSession.delete} marks. It writes the marks and the version alone: the instance may know nothing else of its
 * row. A veto comes early enough there to keep the rows of collections; in a {@code Session} it would not.
 */
final class StatelessDeleteListener implements PreDeleteEventListener {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        SharedSessionContractImplementor session = event.getSession();
        if (!session.isStateless() || Scope.of(session) == Scope.PURGE) {
            return false;
        }
        Optional<Marks> marks = Marks.of(event.getPersister());
        marks.filter(own -> !own.isDeleted(event.getEntity()))
                .ifPresent(own -> RowMarks.mark(session, own, event.getEntity()));
        return marks.isPresent();
    }
}
