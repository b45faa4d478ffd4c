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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import dev.larder.cache.CacheMode;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three instances at random work on few keys with local copies, while their servers fail
 * and come back: checked against a {@link CoherenceModel model} of what each may read.
 * <p>
 * Run for longer with {@code -Dlarder.test.history.seconds=3600}, and again with the same
 * choices with {@code -Dlarder.test.history.seed}; how threads take turns is not
 * repeated.
 */
@ServerTest
class CoherenceModelTests {

	private static final int INSTANCES = 3;

	private static final int THREADS_PER_INSTANCE = 3;

	private static final int KEYS = 6;

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(2);

	private final long seed = Long.getLong("larder.test.history.seed", System.nanoTime());

	private final long seconds = Long.getLong("larder.test.history.seconds", 3);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final ExecutorCompletionService<Void> workers = new ExecutorCompletionService<>(this.executor);

	private final List<ClusterInstance> instances = new ArrayList<>();

	private final AtomicBoolean ended = new AtomicBoolean();

	private final AtomicLong reads = new AtomicLong();

	private final PausingSerializer serializer = new PausingSerializer(this.seed);

	@BeforeEach
	void start() {
		for (int i = 0; i < INSTANCES; i++) {
			this.instances.add(new ClusterInstance("instance-" + i, ClusterInstance.addresses(memcached.servers()),
					ChildInstance.settings(CacheMode.TIERED, Duration.ofMillis(500)), this.serializer,
					Duration.ofMillis(200), Duration.ofMillis(20)));
		}
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.ended.set(true);
		this.executor.shutdownNow();
		// Whoever starts a server must not do so after the last was closed
		this.executor.awaitTermination(30, TimeUnit.SECONDS);
		memcached.servers().forEach((server) -> server.revive());
		this.instances.forEach(ClusterInstance::close);
	}

	@Test
	void nobodyReadsWhatIsKnownToBeOutdated(TestReporter reporter) throws Exception {
		CoherenceModel model = new CoherenceModel(this.instances, KEYS);
		Random seeds = new Random(this.seed);
		List<Future<?>> started = new ArrayList<>();
		for (ClusterInstance instance : this.instances) {
			LoadsInProgress loads = new LoadsInProgress(instance);
			for (int i = 0; i < THREADS_PER_INSTANCE; i++) {
				ModelWorker worker = new ModelWorker(model, instance, loads, new Random(seeds.nextLong()),
						this.serializer, this.reads);
				started.add(repeat(() -> {
					worker.work();
					return null;
				}));
			}
			started.add(repeat(() -> {
				model.tell(instance);
				return null;
			}));
		}
		Disturbance disturbance = new Disturbance(memcached.servers(), this.instances, new Random(seeds.nextLong()),
				model.history());
		started.add(repeat(() -> {
			disturbance.disturb();
			return null;
		}));
		Future<?> failed = this.workers.poll(this.seconds, TimeUnit.SECONDS);
		this.ended.set(true);
		reporter.publishEntry("-Dlarder.test.history.seed=" + this.seed,
				this.reads + " reads, " + model.told() + " changes told");
		try {
			if (failed != null) {
				failed.get();
			}
			for (Future<?> worker : started) {
				worker.get(60, TimeUnit.SECONDS);
			}
		}
		catch (ExecutionException ex) {
			throw new AssertionError("With -Dlarder.test.history.seed=" + this.seed + ": " + ex.getCause(),
					ex.getCause());
		}
	}

	// Ends when one of them fails, or the time is over
	private Future<?> repeat(Callable<Void> step) {
		return this.workers.submit(() -> {
			while (!this.ended.get()) {
				step.call();
			}
			return null;
		});
	}

}
