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
package dev.larder.coherence;

import java.util.function.Consumer;

/**
 * A quicker way than memcached to tell other instances of changes, for applications that
 * have a message broker. It may lose, repeat and reorder messages: what it misses, the
 * instances read from memcached within two poll intervals all the same. Implementations
 * are thread-safe.
 */
public interface InvalidationChannel {

	/**
	 * Sends an invalidation to all other instances of the application. Called on a thread
	 * for this purpose, one call at a time. An exception is logged, and nothing else.
	 * @param invalidation the invalidation, see {@link Invalidation#toBytes()}
	 */
	void publish(Invalidation invalidation);

	/**
	 * Subscribes a listener to the invalidations that other instances send. It may be
	 * given this instance's own invalidations, which it ignores.
	 * @param listener called on any thread; does not block
	 * @return ends the subscription
	 */
	Subscription subscribe(Consumer<Invalidation> listener);

	/**
	 * A listener's subscription.
	 */
	@FunctionalInterface
	interface Subscription extends AutoCloseable {

		/**
		 * Ends the subscription.
		 */
		@Override
		void close();

	}

}
