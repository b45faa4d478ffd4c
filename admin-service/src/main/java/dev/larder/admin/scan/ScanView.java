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

package dev.larder.admin.scan;

import java.time.Instant;
import java.util.List;

import dev.larder.admin.fanout.TargetProblem;
import org.jspecify.annotations.Nullable;

/**
 * A scan of a cluster. What is read without a JSON parser comes first, as
 * {@code bin/larder} does: the id, the cluster and the state.
 *
 * @param id its id
 * @param cluster the name of the cluster
 * @param state how it goes
 * @param prefix what the keys that are wanted begin with, or {@code null} for any
 * @param glob the pattern of the keys that are wanted, or {@code null} for any
 * @param requestedBy who wanted it
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param completeness how much of what there is was seen, in words
 * @param servers how far it has come with each server
 * @param summary what it has found so far
 */
public record ScanView(String id, String cluster, State state, @Nullable String prefix, @Nullable String glob,
		String requestedBy, Instant startedAt, @Nullable Instant finishedAt, String completeness,
		List<ServerProgress> servers, ScanFindings.Summary summary) {

	/**
	 * How a scan goes.
	 */
	public enum State {

		/**
		 * It goes on.
		 */
		RUNNING,

		/**
		 * All servers have listed their keys.
		 */
		SUCCEEDED,

		/**
		 * Some servers have.
		 */
		PARTLY_SUCCEEDED,

		/**
		 * No server has.
		 */
		FAILED,

		/**
		 * Somebody cancelled it.
		 */
		CANCELLED

	}

	/**
	 * How far a scan has come with a server.
	 *
	 * @param server the id of the server
	 * @param state how it goes
	 * @param seen how many keys were looked at
	 * @param items how many the server said it had when the scan began
	 * @param problem why it failed
	 */
	public record ServerProgress(String server, State state, long seen, @Nullable Long items,
			@Nullable TargetProblem problem) {

	}

}
