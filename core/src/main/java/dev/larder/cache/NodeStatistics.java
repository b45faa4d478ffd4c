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
package dev.larder.cache;

import java.time.Duration;
import java.time.Instant;

import dev.larder.internal.coherence.CoherenceStatistics;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.NodeHealth;
import org.jspecify.annotations.Nullable;

/**
 * The events at a memcached server since the manager of the caches was created, as this
 * instance saw it.
 *
 * @param name its address
 * @param state whether it answers
 * @param since since when that is so
 * @param timeouts operations it did not answer in time
 * @param errors operations that failed otherwise
 * @param disconnections those of them that had no connection, or lost it
 * @param lastError the last failure, or {@code null} if there was none
 * @param lastErrorAt when that was
 * @param meanLatency how long an operation of the last minute took on average
 * @param maxLatency how long the longest operation of the last minute took
 * @param withoutCas whether the server has no {@code cas}, so that what is loaded is
 * stored by weaker means
 * @param pollReads keys that were read to learn of changes by other instances, which the
 * server counts like any other read
 * @param pollHits those of them that were found
 * @param coherence how well local copies of its items are kept up to date
 */
public record NodeStatistics(String name, State state, Instant since, long timeouts, long errors, long disconnections,
		@Nullable String lastError, @Nullable Instant lastErrorAt, Duration meanLatency, Duration maxLatency,
		boolean withoutCas, long pollReads, long pollHits, Coherence coherence) {

	static NodeStatistics of(MemcachedNode node, CoherenceStatistics coherence) {
		NodeHealth health = node.health();
		return new NodeStatistics(node.address().name(), State.valueOf(health.state().name()), health.since(),
				health.timeouts(), health.disconnections() + health.protocolErrors(), health.disconnections(),
				health.lastError(), health.lastErrorAt(), health.meanLatency(), health.maxLatency(),
				health.withoutCas(), node.pollReads(), node.pollHits(),
				new Coherence(coherence.age(), coherence.lastLag(), coherence.maxLag(), coherence.recordsRead(),
						coherence.recordsWritten(), coherence.losses()));
	}

	/**
	 * Whether a server is used.
	 */
	public enum State {

		/**
		 * No operation has succeeded or failed often enough yet.
		 */
		UNKNOWN,

		/**
		 * It answers.
		 */
		UP,

		/**
		 * It does not answer, and nothing is sent but probes.
		 */
		DOWN

	}

	/**
	 * How well local copies of a server's items are kept up to date.
	 *
	 * @param age how long ago the server was last asked what others changed, or
	 * {@code null} if it was not, such as without local copies
	 * @param lastLag how long after the last change by another instance its copy was
	 * dropped here
	 * @param maxLag the longest such time so far
	 * @param recordsRead records of changes by other instances that were applied
	 * @param recordsWritten records of changes by this instance
	 * @param losses how often all copies were dropped, as changes may have been missed
	 */
	public record Coherence(@Nullable Duration age, Duration lastLag, Duration maxLag, long recordsRead,
			long recordsWritten, long losses) {

	}

}
