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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * What several instances may read of a few keys. A change counts for the instance that
 * made it at once, and for another one when that has synchronized after the first one has
 * told of it for certain. Thread-safe.
 */
final class CoherenceModel {

	private final List<ClusterInstance> instances;

	private final List<ModelKey> keys;

	private final Map<ClusterInstance, BlockingQueue<Change>> untold = new HashMap<>();

	private final AtomicLong told = new AtomicLong();

	private final ModelHistory history = new ModelHistory();

	CoherenceModel(List<ClusterInstance> instances, int keys) {
		this.instances = instances;
		this.keys = IntStream.range(0, keys).mapToObj((i) -> new ModelKey("key-" + i, this.history)).toList();
		instances.forEach((instance) -> this.untold.put(instance, new LinkedBlockingQueue<>()));
	}

	List<ModelKey> keys() {
		return this.keys;
	}

	/**
	 * Returns what happened lately.
	 */
	ModelHistory history() {
		return this.history;
	}

	/**
	 * Returns how many changes were seen to have reached all other instances.
	 */
	long told() {
		return this.told.get();
	}

	/**
	 * Notes that an instance has changed a key and got control back.
	 */
	void changed(ModelKey key, long version, ClusterInstance writer) {
		key.noLongerRead(version, writer);
		this.untold.get(writer).add(new Change(key, version, true));
	}

	/**
	 * Notes that an instance has put a version of a key, but got no answer.
	 */
	void unanswered(ModelKey key, long version, ClusterInstance writer) {
		key.unanswered(version, writer);
		this.untold.get(writer).add(new Change(key, version, false));
	}

	/**
	 * Waits a moment for changes of an instance, and has them told to all others.
	 */
	void tell(ClusterInstance writer) throws InterruptedException {
		BlockingQueue<Change> queue = this.untold.get(writer);
		Change first = queue.poll(5, TimeUnit.MILLISECONDS);
		if (first == null) {
			return;
		}
		List<Change> changes = new ArrayList<>(List.of(first));
		queue.drainTo(changes);
		List<ClusterInstance> unaware = new ArrayList<>(this.instances);
		unaware.remove(writer);
		if (writer.synchronizeForCertain()) {
			unaware.removeIf((reader) -> isTold(changes, reader));
		}
		if (unaware.isEmpty()) {
			changes.forEach((change) -> change.key.past(change.version, writer));
			this.told.addAndGet(changes.size());
		}
		else {
			queue.addAll(changes);
		}
	}

	private boolean isTold(List<Change> changes, ClusterInstance reader) {
		try {
			reader.synchronize().get(2, TimeUnit.SECONDS);
			changes.stream().filter(Change::made).forEach((change) -> change.key.noLongerRead(change.version, reader));
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (Exception ex) {
			return false;
		}
	}

	/**
	 * A change of a key.
	 *
	 * @param key the key
	 * @param version the version it has from then on
	 * @param made whether it was made, or is only to be told of in case it was
	 */
	private record Change(ModelKey key, long version, boolean made) {

	}

}
