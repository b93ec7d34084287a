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
package dev.ashlar.audit.internal;

import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.UnloggableException;
import dev.ashlar.core.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When all types are known: an attribute without text is found now, not at its first change. Warnings are told too. */
final class LoggableCheck implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger("dev.ashlar.audit");

    private final transient AuditModel model;

    LoggableCheck(AuditModel model) {
        this.model = model;
    }

    @Override
    public void sessionFactoryCreated(SessionFactory factory) {
        List<String> problems = new ArrayList<>();
        for (String entity : model.names()) {
            try {
                model.find(entity);
            } catch (UnloggableException e) {
                e.attributes()
                        .forEach(attribute -> problems.add("Values of a logged attribute have no text: " + attribute
                                + ". Put @NotLogged on it, give it a converter to a type that has one, or let its"
                                + " UserType be an EnhancedUserType."));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        model.warnings().forEach(LOG::warn);
    }
}
