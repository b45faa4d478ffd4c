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
 * Told when a node stops answering and when it is back. Called on the threads that found
 * out, so implementations must not block.
 */
public interface NodeListener {

	/**
	 * The node's breaker has opened: its operations fail at once from now on.
	 * @param node the node
	 */
	default void onDown(MemcachedNode node) {
	}

	/**
	 * The node answers again: its operations are sent from now on. It may have lost
	 * everything it held, and it may have missed writes.
	 * @param node the node
	 */
	default void onUp(MemcachedNode node) {
	}

}
