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
package dev.larder.internal.local;

/**
 * Told of the changes of a {@link LocalTier}, so that a copy of it kept elsewhere can
 * follow. Called on the thread that makes the change. Implementations are thread-safe and
 * never throw.
 */
public interface TierChanges {

	/**
	 * A key is about to be put or evicted, which {@link #end()} ends.
	 * @param key the key
	 */
	void begin(Object key);

	/**
	 * All entries are about to be removed, which {@link #end()} ends.
	 */
	void beginClear();

	/**
	 * The change that this thread began is complete.
	 */
	void end();

	/**
	 * The value loaded for a missing key is about to be stored, maybe.
	 * @param key the key
	 */
	void filling(Object key);

}
