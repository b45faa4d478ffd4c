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

package dev.larder.admin.hotkeys;

import java.time.Instant;
import java.util.List;

import dev.larder.admin.application.EntryListReport;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerSummary;
import dev.larder.admin.fanout.Answers;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a cache that are in most use in the memory of its instances.
 *
 * @param application the name of the application
 * @param cache the name of the cache
 * @param sampledAt when the instances were asked
 * @param keys those of all instances that take note of reads, the one in most use first
 * @param summary how many instances answered how
 * @param results the keys of each instance
 */
record LocalHotKeys(String application, String cache, Instant sampledAt, List<RankedKey> keys, AnswerSummary summary,
		List<Answer<InstanceKeys>> results) {

	static LocalHotKeys of(String application, String cache, Instant sampledAt, Answers<InstanceKeys> answers,
			int limit) {
		KeyRanking ranking = new KeyRanking(limit);
		for (Answer<InstanceKeys> answer : answers.results()) {
			InstanceKeys keys = answer.data();
			if (keys != null && keys.order() == Order.USE) {
				ranking.add(keys.keys());
			}
		}
		return new LocalHotKeys(application, cache, sampledAt, ranking.top(), answers.summary(), answers.results());
	}

	/**
	 * A key that is in use.
	 *
	 * @param key the key as text
	 * @param instances how many instances have it among their first
	 * @param bestRank its best place in an instance, from 1
	 */
	record RankedKey(String key, int instances, int bestRank) {

	}

	/**
	 * The keys of an instance.
	 *
	 * @param order what their order is
	 * @param keys the keys as text, the first in use first
	 */
	record InstanceKeys(Order order, List<String> keys) {

		static InstanceKeys of(EntryListReport report, int limit) {
			List<EntryListReport.Item> entries = (report.entries() != null) ? report.entries() : List.of();
			return new InstanceKeys(Order.of(report.order()),
					entries.stream().map(EntryListReport.Item::key).distinct().limit(limit).toList());
		}

	}

	/**
	 * What the order of keys is.
	 */
	enum Order {

		/**
		 * That of their use.
		 */
		USE,

		/**
		 * None that tells anything: the cache is less than half full, and takes no note
		 * of reads.
		 */
		ANY,

		/**
		 * None: the instance keeps nothing of the cache in its memory.
		 */
		NONE;

		private static Order of(@Nullable String name) {
			for (Order order : values()) {
				if (order.name().equals(name)) {
					return order;
				}
			}
			return NONE;
		}

	}

}
