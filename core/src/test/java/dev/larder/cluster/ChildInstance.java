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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.load.LoadSettings;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.process.ChildProcess;
import dev.larder.test.process.ParentProcess;

/**
 * An instance of an application in a process of its own, see {@link ChildProcess}. Does
 * what the lines of its standard input say and ends with it:
 * <ul>
 * <li>{@code stampede <key> <threads> <load time in ms>} prepares as many threads, which
 * {@code go <time in ms since the epoch>} lets loose. Answered by {@code prepared}, and
 * {@code done <loads> <ms until the last had its value> <values>};</li>
 * <li>{@code hold <key>} begins a load that does not end. Answered by
 * {@code loading}.</li>
 * </ul>
 */
final class ChildInstance {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final ClusterInstance instance;

	private final ParentProcess parent;

	private ChildInstance(ClusterInstance instance, ParentProcess parent) {
		this.instance = instance;
		this.parent = parent;
	}

	/**
	 * Starts an instance, without waiting until it is ready.
	 * @param mode where its cache lives
	 * @param leaseTime after what time without a sign of life another instance takes over
	 * @param servers the servers
	 * @return its process, whose first answer is {@code ready}
	 */
	static ChildProcess start(CacheMode mode, Duration leaseTime, List<MemcachedServer> servers) {
		List<String> arguments = new ArrayList<>(List.of(mode.name(), String.valueOf(leaseTime.toMillis())));
		servers.forEach((server) -> arguments.add(server.address()));
		return ChildProcess.start(ChildInstance.class,
				List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), arguments);
	}

	/**
	 * Runs the instance.
	 * @param arguments the mode of the cache, the lease time in ms, and {@code host:port}
	 * of each server
	 * @throws Exception if the instance cannot run
	 */
	public static void main(String[] arguments) throws Exception {
		ParentProcess parent = ParentProcess.connect();
		CacheSettings settings = settings(CacheMode.valueOf(arguments[0]),
				Duration.ofMillis(Long.parseLong(arguments[1])));
		List<NodeAddress> addresses = Arrays.stream(arguments).skip(2).map(ChildInstance::address).toList();
		ClusterInstance instance = new ClusterInstance("child", addresses, settings, new TestSerializer(),
				Duration.ofSeconds(1), Duration.ofMillis(200));
		// Connects, and loads the classes
		String own = "warm-up-" + ProcessHandle.current().pid();
		instance.cache().get(own, () -> "value");
		instance.cache().evict(own);
		instance.cache().get(own, () -> "value");
		new ChildInstance(instance, parent).serve();
	}

	/**
	 * Returns how the cache of an instance behaves.
	 */
	static CacheSettings settings(CacheMode mode, Duration leaseTime) {
		return CacheSettings.defaults().withMode(mode).withLoading(LoadSettings.defaults().withLeaseTime(leaseTime));
	}

	private static NodeAddress address(String server) {
		String[] parts = server.split(":", -1);
		return new NodeAddress(parts[0], Integer.parseInt(parts[1]), 1);
	}

	private void serve() throws Exception {
		this.parent.answer("ready");
		while (true) {
			String line = this.parent.next();
			String[] words = line.split(" ", -1);
			switch (words[0]) {
				case "stampede" -> stampede(words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]));
				case "hold" -> hold(words[1]);
				default -> throw new IllegalArgumentException(line);
			}
		}
	}

	private void stampede(String key, int threads, long loadMillis) throws Exception {
		AtomicInteger loads = new AtomicInteger();
		CountDownLatch ready = new CountDownLatch(threads);
		CountDownLatch go = new CountDownLatch(1);
		long[] start = new long[1];
		List<Future<String>> values = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			values.add(this.executor.submit(() -> {
				ready.countDown();
				go.await();
				while (System.currentTimeMillis() < start[0]) {
					LockSupport.parkUntil(start[0]);
				}
				return this.instance.cache().get(key, () -> {
					TimeUnit.MILLISECONDS.sleep(loadMillis);
					return ProcessHandle.current().pid() + "-" + loads.incrementAndGet();
				});
			}));
		}
		ready.await();
		this.parent.answer("prepared");
		start[0] = Long.parseLong(this.parent.next().substring("go ".length()));
		go.countDown();
		Set<String> distinct = new TreeSet<>();
		for (Future<String> value : values) {
			distinct.add(value.get());
		}
		long millis = System.currentTimeMillis() - start[0];
		this.parent.answer("done " + loads + " " + millis + " " + String.join(" ", distinct));
	}

	private void hold(String key) {
		var unused = this.executor.submit(() -> this.instance.cache().get(key, () -> {
			this.parent.answer("loading");
			new CountDownLatch(1).await();
			return "never";
		}));
	}

}
