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
 * Listens to the explicit changes that this instance makes to the items of a cache on one
 * node: removals, puts, and the clearing of a cache without generations. The results of
 * loads are none. Called on the threads that found out, usually the client's I/O thread,
 * and before the change is reported to who made it; so implementations must neither block
 * nor throw.
 */
public interface ChangeListener {

	/**
	 * A listener that does nothing.
	 */
	ChangeListener NONE = new ChangeListener() {

		@Override
		public void sent(String key) {
		}

		@Override
		public void changed(String key) {
		}

		@Override
		public void missed(String key) {
		}

		@Override
		public void changedAll() {
		}

		@Override
		public void missedAll() {
		}

	};

	/**
	 * A change that nobody waits for was sent: what this instance asks the node from now
	 * on is answered after it. {@link #changed} or {@link #missed} follows.
	 * @param key the key as memcached sees it
	 */
	void sent(String key);

	/**
	 * A change has reached its node, at once or when it was repeated, or may have.
	 * @param key the key as memcached sees it
	 */
	void changed(String key);

	/**
	 * A change may not have reached its node. It is repeated, and this instance does not
	 * read the key from the node before; {@link #changed} follows.
	 * @param key the key as memcached sees it
	 */
	void missed(String key);

	/**
	 * Items whose keys are not known have been removed from a node.
	 */
	void changedAll();

	/**
	 * The removal of items whose keys are not known has failed, at least in part. It is
	 * repeated, and {@link #changedAll} follows.
	 */
	void missedAll();

}
