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

import dev.larder.admin.fanout.TargetProblem;
import org.jspecify.annotations.Nullable;

/**
 * What a watch has seen so far.
 *
 * @param id its id
 * @param cluster the name of the cluster
 * @param server the id of the server
 * @param state how it goes
 * @param requestedBy who wanted it
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param reads how many reads were seen
 * @param ownReads how many of them were of the keys of what is Larder's own
 * @param misses how many of all found nothing
 * @param skipped how many more the server says it left out for this watch
 * @param dropped how many lines for all its watches the server lost before, at the end
 * @param keys the keys that were read most, without Larder's own unless these are wanted
 * @param tail the latest of the reads that are shown, some in each second, likewise
 * @param problem why it failed
 */
public record HotKeyView(String id, String cluster, String server, State state, String requestedBy, Instant startedAt,
		@Nullable Instant finishedAt, long reads, long ownReads, long misses, long skipped, @Nullable Long dropped,
		List<HotKey> keys, List<Fetch> tail, @Nullable TargetProblem problem) {

	/**
	 * How a watch goes.
	 */
	public enum State {

		/**
		 * It goes on.
		 */
		RUNNING,

		/**
		 * Its time is over.
		 */
		SUCCEEDED,

		/**
		 * The server did not go on.
		 */
		FAILED,

		/**
		 * Somebody cancelled it.
		 */
		CANCELLED

	}

	/**
	 * A key that is read often.
	 *
	 * @param key the key as text, or {@code null} if it is not text
	 * @param keyBase64 the key in base64, if it is not text
	 * @param gets how often it was read, at most
	 * @param errorBound by how much that may be too high
	 * @param misses how often it was not found
	 * @param share its share of the reads of all keys that are wanted, from 0 to 1
	 */
	public record HotKey(@Nullable String key, @Nullable String keyBase64, long gets, long errorBound, long misses,
			double share) {

	}

	/**
	 * A read.
	 *
	 * @param number its number among those that are shown
	 * @param key the key as text, or {@code null} if it is not text
	 * @param keyBase64 the key in base64, if it is not text
	 * @param found whether there was an item
	 * @param own whether the key is one of Larder's own
	 */
	public record Fetch(long number, @Nullable String key, @Nullable String keyBase64, boolean found, boolean own) {

	}

}
