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

/**
 * Told of times that were measured at nodes. Called on threads of the client, so it must
 * be quick; never throws.
 */
public interface NodeTimes {

	/**
	 * Takes note of nothing.
	 */
	NodeTimes NONE = new NodeTimes() {

		@Override
		public void answered(String node, long nanos) {
			// Nobody asks
		}

		@Override
		public void changeSeen(String node, long millis) {
			// Nobody asks
		}

	};

	/**
	 * A node has answered an operation.
	 * @param node the name of the node
	 * @param nanos how long that took
	 */
	void answered(String node, long nanos);

	/**
	 * A change by another instance was seen in the journal of a node.
	 * @param node the name of the node
	 * @param millis how long after it was written, by the clocks of both instances
	 */
	void changeSeen(String node, long millis);

}
