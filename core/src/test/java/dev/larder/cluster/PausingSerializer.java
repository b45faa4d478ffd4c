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
package dev.larder.cluster;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.larder.serializer.TestSerializer;

/**
 * Takes a while now and then, as any thread may between two steps, so that more happens
 * between reading an item and keeping a copy of it.
 */
final class PausingSerializer extends TestSerializer {

	private static final int PAUSE_MILLIS = 4;

	private static final int LONG_PAUSE_MILLIS = 40;

	private final Random random;

	PausingSerializer(long seed) {
		this.random = new Random(seed);
	}

	@Override
	public byte[] serialize(Object value) {
		pause();
		return super.serialize(value);
	}

	@Override
	public Object deserialize(byte[] data) {
		pause();
		return super.deserialize(data);
	}

	private void pause() {
		pause(PAUSE_MILLIS);
	}

	/**
	 * Pauses now and then for as long as it takes to tell others of a change.
	 */
	void pauseLong() {
		pause(LONG_PAUSE_MILLIS);
	}

	private void pause(int longestMillis) {
		if (this.random.nextInt(4) == 0) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(this.random.nextInt(longestMillis) + 1));
		}
	}

}
