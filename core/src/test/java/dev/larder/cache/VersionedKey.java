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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A key whose value in the database is a number that grows with every change, with the
 * oldest number an instance may still give to its callers.
 */
final class VersionedKey {

	private final String name;

	private final AtomicLong version = new AtomicLong();

	private final Map<TestInstance, Long> oldestRead = new ConcurrentHashMap<>();

	VersionedKey(String name) {
		this.name = name;
	}

	String name() {
		return this.name;
	}

	/**
	 * Changes the value in the database.
	 * @return the new version
	 */
	long change() {
		return this.version.incrementAndGet();
	}

	/**
	 * Reads the value from the database.
	 */
	long version() {
		return this.version.get();
	}

	/**
	 * Notes that no read that begins from now on may give an instance an older version.
	 */
	void noLongerRead(long version, TestInstance instance) {
		this.oldestRead.merge(instance, version, Math::max);
	}

	long oldestReadBy(TestInstance instance) {
		return this.oldestRead.getOrDefault(instance, 0L);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
