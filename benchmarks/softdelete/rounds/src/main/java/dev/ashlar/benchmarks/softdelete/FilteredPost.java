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
package dev.ashlar.benchmarks.softdelete;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.SQLDelete;

/** By a statement in place of the delete, and a filter that is on by itself, also for what is found by its id. */
@Entity
@Table(name = "posts")
@SQLDelete(sql = "update posts set deleted_at = current_timestamp, version = version + 1 where id = ? and version = ?")
@FilterDef(name = "live", defaultCondition = "deleted_at is null", autoEnabled = true, applyToLoadByKey = true)
@Filter(name = "live")
class FilteredPost extends Post {

    @Column(name = "deleted_at")
    Instant deletedAt;
}
