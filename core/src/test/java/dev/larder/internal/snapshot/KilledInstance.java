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
package dev.larder.internal.snapshot;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that is killed while it writes its second snapshot.
 */
final class KilledInstance {

	static final int ENTRIES = 5_000;

	static final String READY = "Changed what was being written";

	private KilledInstance() {
	}

	/**
	 * Writes a snapshot with all keys, changes the first thirty while it writes the next,
	 * and waits to be killed.
	 * @param arguments the directory for snapshots
	 */
	public static void main(String[] arguments) throws Exception {
		SnapshotInstance instance = SnapshotInstance.started(Path.of(arguments[0]));
		for (int i = 0; i < ENTRIES; i++) {
			instance.put(i, "value " + i);
		}
		instance.save();
		for (int i = 0; i < 10; i++) {
			instance.tier().evict(i);
		}
		CountDownLatch halfway = new CountDownLatch(1);
		AtomicInteger written = new AtomicInteger();
		instance.serializer().whenWriting((value) -> {
			if (written.incrementAndGet() == ENTRIES) {
				LocalSnapshotsTests.meet(halfway, new CountDownLatch(1));
			}
		});
		Future<?> unused = instance.beginSaving();
		halfway.await();
		for (int i = 10; i < 20; i++) {
			instance.tier().evict(i);
		}
		for (int i = 20; i < 30; i++) {
			instance.put(i, "new value");
		}
		System.out.println(READY);
		new CountDownLatch(1).await();
	}

}
