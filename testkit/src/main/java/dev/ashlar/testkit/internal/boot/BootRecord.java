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
package dev.ashlar.testkit.internal.boot;

import java.util.Objects;
import org.hibernate.boot.spi.MetadataImplementor;
import org.jspecify.annotations.Nullable;

/** Keeps what is known of the mapping while a session factory is built, and gone afterwards; given as a setting. */
public final class BootRecord {

    /**
     * The setting, an instance of this class. Not one of core's known settings: core exports what it takes to say so to modules alone,
     * and the testkit of an application that is a module stands on the class path.
     */
    public static final String SETTING = "dev.ashlar.testkit.boot_record";

    private volatile @Nullable MetadataImplementor metadata;

    /** Empty until a session factory is built with it. */
    public BootRecord() {}

    void keep(MetadataImplementor built) {
        metadata = built;
    }

    /** The mapping: tables with their columns, constraints and indexes. */
    public MetadataImplementor metadata() {
        return Objects.requireNonNull(metadata, "no session factory was built with this setting: " + SETTING);
    }
}
