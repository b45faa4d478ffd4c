/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.larder.admin.application;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * The entries in an instance whose keys begin alike.
 *
 * @param itemPrefix how their keys begin in memcached, or {@code null} if the cache keeps
 * nothing there
 * @param matched how many there are, or were
 * @param seen how many keys were looked at
 * @param complete whether these were all
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PrefixReport(@Nullable String itemPrefix, @Nullable Long matched, @Nullable Long seen,
		@Nullable Boolean complete) {

}
