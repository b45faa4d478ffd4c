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
package dev.larder.internal.memcached;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The health of a node at one moment.
 *
 * @param state whether the node is used
 * @param since when that began
 * @param consecutiveFailures the timeouts and lost connections since the last success, or
 * those that opened the breaker while it is open
 * @param timeouts the operations that timed out, ever
 * @param disconnections the operations that had no connection, or lost it, ever; not
 * those the breaker or the client refused
 * @param protocolErrors the operations that the server refused, or answered with
 * something unintelligible, ever
 * @param lastError what the last failure, of an operation or a probe, said, if there was
 * one
 * @param lastErrorAt when the last failure was, if there was one
 * @param meanLatency the mean time of the successful operations of the last minute or so
 * @param maxLatency the longest time of a successful operation of the last minute or so
 * @param withoutCas whether the server was found to have no {@code cas}, so that what is
 * loaded is stored by weaker means
 */
public record NodeHealth(State state, Instant since, int consecutiveFailures, long timeouts, long disconnections,
		long protocolErrors, @Nullable String lastError, @Nullable Instant lastErrorAt, Duration meanLatency,
		Duration maxLatency, boolean withoutCas) {

	/**
	 * The states of a node, as its users see them.
	 */
	public enum State {

		/**
		 * No operation has succeeded or failed often enough yet.
		 */
		UNKNOWN,

		/**
		 * The node answers.
		 */
		UP,

		/**
		 * The breaker is open: nothing is sent but probes.
		 */
		DOWN

	}

}
