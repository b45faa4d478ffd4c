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

/**
 * Told how long memcached servers take to answer, and changes of other instances to be
 * seen, such as for meters. Called on the threads of the connections. Implementations are
 * thread-safe, quick, and never throw.
 */
public interface NodeListener {

	/**
	 * A server has answered an operation.
	 * @param node the name of the server
	 * @param nanos how long that took, in nanoseconds
	 */
	void answered(String node, long nanos);

	/**
	 * A change by another instance was seen, and its copies here dropped.
	 * @param node the name of the server that has the items
	 * @param millis how long after the change that was, in milliseconds, by the clocks of
	 * both
	 */
	void changeSeen(String node, long millis);

	/**
	 * A server has been found, and is used from now on.
	 * @param node the name of the server
	 */
	default void joined(String node) {
	}

	/**
	 * A server is not used any more. What is measured there may yet be told for some
	 * seconds.
	 * @param node the name of the server
	 */
	default void left(String node) {
	}

}
