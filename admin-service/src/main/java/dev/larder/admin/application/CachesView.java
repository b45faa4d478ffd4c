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

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerSummary;
import org.jspecify.annotations.Nullable;

/**
 * The caches of an application, by instance.
 *
 * @param application the application's name
 * @param sampledAt when its instances were asked
 * @param summary how many instances answered how
 * @param results what each instance answered
 */
record CachesView(String application, Instant sampledAt, AnswerSummary summary, List<Answer<InstanceCaches>> results) {

	/**
	 * The caches of an instance.
	 *
	 * @param kind whether it has Larder's starter
	 * @param caches the caches
	 * @param leftOut the names of caches that are left out, as they hold the character
	 * NUL, escaped
	 * @param totals the sums over those caches that have meters, if the instance is
	 * without the starter
	 */
	record InstanceCaches(InstanceKind kind, @Nullable List<CacheReport> caches, @Nullable List<String> leftOut,
			@Nullable CacheStatistics totals) {

		static InstanceCaches of(InstanceReport report) {
			return new InstanceCaches(report.kind(), report.caches(), report.leftOut(), report.totals());
		}

	}

}
