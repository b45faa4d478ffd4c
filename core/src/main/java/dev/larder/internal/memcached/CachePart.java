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

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.larder.internal.memcached.LostInvalidations.Loss;
import dev.larder.internal.store.ErrorReason;
import org.jspecify.annotations.Nullable;

/**
 * The part of a cache that lives on one node. Thread-safe.
 */
final class CachePart {

	/**
	 * How many tasks wait for the node at most. The leases that others would withdraw run
	 * out by themselves.
	 */
	private static final int MAX_LEFTOVERS = 1000;

	private final MemcachedNode node;

	private final MemcachedOperations operations;

	private final Generation generation;

	private final StoreMonitor monitor;

	private final ChangeListener listener;

	private final LostInvalidations lost = new LostInvalidations();

	private final AtomicBoolean replaying = new AtomicBoolean();

	private final Queue<Runnable> leftovers = new LinkedBlockingQueue<>(MAX_LEFTOVERS);

	/**
	 * Creates a part of which nothing was lost.
	 * @param node the node
	 * @param operations the operations of the node, for what the cache is asked
	 * @param generation the generation of the cache there
	 * @param monitor counts failures
	 * @param listener told of changes there
	 */
	CachePart(MemcachedNode node, MemcachedOperations operations, Generation generation, StoreMonitor monitor,
			ChangeListener listener) {
		this.node = node;
		this.operations = operations;
		this.generation = generation;
		this.monitor = monitor;
		this.listener = listener;
	}

	MemcachedOperations operations() {
		return this.operations;
	}

	MemcachedNode node() {
		return this.node;
	}

	/**
	 * Returns the generation of the cache on the node.
	 */
	Generation generation() {
		return this.generation;
	}

	LostInvalidations lost() {
		return this.lost;
	}

	/**
	 * Removes an item. A removal that fails is remembered and repeated.
	 * @param key the key
	 * @return complete when it is done or remembered; never fails
	 */
	CompletableFuture<Void> delete(String key) {
		Loss mark = this.lost.mark(key);
		return operations().delete(key).handle((deleted, failure) -> {
			if (failure != null) {
				missed(key, failure);
			}
			else {
				reached(key, mark);
			}
			return null;
		});
	}

	/**
	 * Takes note that a change has reached the node.
	 * @param key the key
	 * @param mark the mark of the loss of the key before the change was sent
	 */
	void reached(String key, @Nullable Loss mark) {
		// Without generations there is nothing that could make a late entry invalid
		this.lost.repaired(key, mark, this.generation.isSeenByOthers() ? connection() : 0);
		changed(key);
	}

	/**
	 * Returns the number of the connection of a store that is sent now, to be given to
	 * {@link #missed(String, int)}.
	 */
	int connection() {
		return this.node.connection();
	}

	/**
	 * Remembers a change that may not have reached the node, to be repeated.
	 */
	private void missed(String key, Throwable failure) {
		this.monitor.failed(failure);
		this.lost.add(key);
		this.listener.missed(key);
	}

	/**
	 * Remembers a store that was not answered, which was counted, to be undone.
	 * @param key the key
	 * @param connection the number of the connection it was sent on
	 */
	void missed(String key, int connection) {
		this.lost.add(key, connection);
		this.listener.missed(key);
	}

	/**
	 * Tells that a change was sent which nobody waits for.
	 */
	void sent(String key) {
		this.listener.sent(key);
	}

	/**
	 * Tells that an item was changed.
	 */
	void changed(String key) {
		this.listener.changed(key);
	}

	/**
	 * Tells that any item may have been changed.
	 */
	void changedAll() {
		this.listener.changedAll();
	}

	/**
	 * Makes everything on this node invalid. What fails is remembered and repeated.
	 * @return complete when it is done or remembered; never fails
	 */
	CompletableFuture<Void> clear() {
		long mark = this.lost.markAll();
		return this.generation.renew().handle((done, failure) -> {
			boolean told = !this.generation.isSeenByOthers();
			if (failure != null) {
				this.monitor.failed(failure);
				this.lost.addAll();
				if (told) {
					this.listener.missedAll();
				}
			}
			else {
				this.lost.repairedAll(mark);
				if (told) {
					this.listener.changedAll();
				}
			}
			return null;
		});
	}

	/**
	 * Reads nothing from the node until a clearing that takes long is over.
	 */
	void clearsLonger(CompletableFuture<Void> clearing) {
		if (clearing.isDone()) {
			return;
		}
		this.lost.addAll();
		long mark = this.lost.markAll();
		this.monitor.failed(ErrorReason.NOT_CLEARED, "being cleared " + this.node,
				() -> "it is still being cleared on memcached " + this.node
						+ ", and nothing is read from there until that is over");
		// Without effect where it failed, as that is remembered anew
		CompletionStage<Void> over = clearing;
		over.whenComplete((done, failure) -> this.lost.repairedAll(mark));
	}

	/**
	 * Keeps a task until the node answers again, after whatever it has not answered yet.
	 * @param task the task, which does not block
	 */
	void onceItAnswers(Runnable task) {
		boolean unused = this.leftovers.offer(task);
	}

	private void tidyUp() {
		for (int i = this.leftovers.size(); i > 0; i--) {
			Runnable task = this.leftovers.poll();
			if (task != null) {
				tidyUp(task);
			}
		}
	}

	// One that fails keeps neither the others nor the replay from being done
	private void tidyUp(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			this.monitor.failed(ex);
		}
	}

	/**
	 * Repeats the changes that the node missed, now that it answers.
	 * @return complete when that is over; never fails
	 */
	CompletableFuture<Void> replayLostInvalidations() {
		tidyUp();
		if (this.lost.isEmpty() || !this.replaying.compareAndSet(false, true)) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<Void> replay = (this.lost.markAll() != 0) ? clear() : CompletableFuture
			.allOf(this.lost.keys().keySet().stream().map(this::delete).toArray(CompletableFuture[]::new));
		return replay.whenComplete((done, failure) -> this.replaying.set(false));
	}

}
