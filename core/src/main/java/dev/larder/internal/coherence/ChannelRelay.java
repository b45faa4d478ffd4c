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
package dev.larder.internal.coherence;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.larder.coherence.Invalidation;
import dev.larder.coherence.InvalidationChannel;
import dev.larder.internal.log.ThrottledLog;

/**
 * Hands invalidations to the application's channel on a thread of its own, so that
 * neither its slowness nor its failures matter to anything else. What it does not take in
 * time is left out. Thread-safe.
 */
final class ChannelRelay implements AutoCloseable {

	private static final int MAX_WAITING = 1000;

	private final InvalidationChannel channel;

	private final ThrottledLog log;

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(MAX_WAITING), ChannelRelay::thread);

	ChannelRelay(InvalidationChannel channel, ThrottledLog log) {
		this.channel = channel;
		this.log = log;
		this.executor.allowCoreThreadTimeOut(true);
	}

	void publish(Invalidation invalidation) {
		try {
			this.executor.execute(() -> hand(invalidation));
		}
		catch (RejectedExecutionException ex) {
			this.log.warn("channel is slow", () -> "Invalidations are not published, as " + this.channel
					+ " has yet to take " + MAX_WAITING + " others or is closed");
		}
	}

	private void hand(Invalidation invalidation) {
		try {
			this.channel.publish(invalidation);
		}
		catch (RuntimeException | LinkageError ex) {
			this.log.warn("channel fails", () -> "Invalidations are not published, as " + this.channel + " failed", ex);
		}
	}

	/**
	 * Takes no more. What was taken is still published, if the process lasts.
	 */
	@Override
	public void close() {
		this.executor.shutdown();
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "larder-invalidation-channel");
		thread.setDaemon(true);
		return thread;
	}

}
