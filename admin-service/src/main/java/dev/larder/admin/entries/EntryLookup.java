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

package dev.larder.admin.entries;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import org.jspecify.annotations.Nullable;

/**
 * A key in all places.
 *
 * @param application the name of the application
 * @param cache the name of the cache
 * @param mode where the entries of the cache live
 * @param key the key as text
 * @param itemKey the key in memcached, or {@code null} if the cache keeps nothing there
 * @param cluster the name of the cluster, or {@code null} if it is not one of those this
 * service knows
 * @param sampledAt when the places were asked
 * @param verdict what it comes to
 * @param servers what each server has, or {@code null} if none was asked
 * @param instances what each instance has
 */
public record EntryLookup(String application, String cache, @Nullable String mode, @Nullable String key,
		@Nullable String itemKey, @Nullable String cluster, Instant sampledAt, Verdict verdict,
		@Nullable Answers<EntryPlace> servers, Answers<EntryPlace> instances) {

	/**
	 * Returns whether any of those who answered has something under the key.
	 * @return whether there is something, if only a value that nobody is given
	 */
	@JsonIgnore
	public boolean isAnywhere() {
		return Stream.of(this.servers, this.instances)
			.filter(Objects::nonNull)
			.flatMap((answers) -> answers.results().stream())
			.map(Answer::data)
			.anyMatch((place) -> place != null && place.present());
	}

}
