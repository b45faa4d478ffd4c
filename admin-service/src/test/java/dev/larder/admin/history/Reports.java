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

package dev.larder.admin.history;

import java.time.Instant;
import java.util.List;

import dev.larder.admin.application.CacheReport;
import dev.larder.admin.application.CacheStatistics;
import dev.larder.admin.application.InstanceKind;
import dev.larder.admin.application.InstanceReport;
import dev.larder.admin.application.NodeReport;
import org.jspecify.annotations.Nullable;

/**
 * Reports of instances.
 */
public final class Reports {

	private Reports() {
	}

	public static CacheReport cache(String manager, String name, long hits) {
		return cache(manager, name, hits, null);
	}

	/**
	 * Returns a cache whose statistics were reset.
	 * @param manager the name of its cache manager
	 * @param name its name
	 * @param hits its hits since then
	 * @param since when they were reset, or {@code null} if they never were
	 * @return the report
	 */
	static CacheReport cache(String manager, String name, long hits, @Nullable Instant since) {
		return new CacheReport(name, manager, "tiered", null, new CacheStatistics(hits, null, 0L, null, null, null,
				null, null, null, null, null, null, null, null, since), null);
	}

	public static InstanceSample sample(Instant takenAt, CacheReport... caches) {
		return new InstanceSample(takenAt,
				new InstanceReport(InstanceKind.LARDER, 1, "atlas", null, List.of(caches), null, null, null));
	}

	public static InstanceSample sample(Instant takenAt, List<CacheReport> caches, NodeReport... nodes) {
		return new InstanceSample(takenAt,
				new InstanceReport(InstanceKind.LARDER, 1, "atlas", null, caches, null, null, List.of(nodes)));
	}

	/**
	 * Returns a server as an instance sees it.
	 * @param name its address
	 * @param state its state
	 * @param ageMs the age of what is known of its journal
	 * @param lagMs the last lag
	 * @return the report
	 */
	public static NodeReport node(String name, String state, long ageMs, long lagMs) {
		return new NodeReport(name, state, null, 0L, 0L, null, null,
				new NodeReport.CoherenceReport(ageMs, lagMs, lagMs, 0L), null, null);
	}

	/**
	 * Returns a server that an instance polls.
	 * @param name its address
	 * @param reads how many keys it has read to learn of changes
	 * @param hits how many of them were found
	 * @return the report
	 */
	static NodeReport polled(String name, long reads, long hits) {
		return new NodeReport(name, "UP", null, 0L, 0L, null, null, null, reads, hits);
	}

}
