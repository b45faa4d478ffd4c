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

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A cache of an instance.
 *
 * @param name its name
 * @param manager the name of its cache manager
 * @param mode where it keeps its entries: {@code local}, {@code memcached} or
 * {@code tiered}; {@code null} if it is not Larder's
 * @param settings its settings, by the names the instance gives them
 * @param statistics its statistics, or {@code null} if it has none
 * @param refusals what it does not keep, and why; of the last hour, the latest first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CacheReport(@Nullable String name, @Nullable String manager, @Nullable String mode,
		@Nullable Map<String, Object> settings, @Nullable CacheStatistics statistics,
		@Nullable List<RefusalReport> refusals) {

	/**
	 * Returns whether instances share what the cache keeps, so that one of them can clear
	 * it for all.
	 * @return whether they do
	 */
	public boolean livesInMemcached() {
		return this.mode != null && !this.mode.equals("local");
	}

	boolean hasUsableName() {
		return (this.name == null || this.name.indexOf('\0') < 0)
				&& (this.manager == null || this.manager.indexOf('\0') < 0);
	}

	CacheReport with(CacheStatistics statistics) {
		return new CacheReport(this.name, this.manager, this.mode, this.settings, statistics, this.refusals);
	}

	/**
	 * Something that a cache does not keep.
	 *
	 * @param subject whether it is a key or a value
	 * @param type the name of the type that is to blame
	 * @param method the cached method it happened in first
	 * @param why the fault, as a sentence
	 * @param remedy the remedy, as a sentence
	 * @param count how often it happened
	 * @param lastAt when it happened last
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record RefusalReport(@Nullable String subject, @Nullable String type, @Nullable String method,
			@Nullable String why, @Nullable String remedy, @Nullable Long count, @Nullable Instant lastAt) {
	}

}
