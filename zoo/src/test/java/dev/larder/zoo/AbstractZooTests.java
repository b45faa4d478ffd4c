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
package dev.larder.zoo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what cached methods return and throw, asked again and again by several threads
 * of two instances, with what they return and throw where nothing is cached, and tells
 * whether they are cached at all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractZooTests {

	private static final int THREADS = 4;

	private static final int ROUNDS = 3;

	private static final Duration PATIENCE = Duration.ofMillis(Long.getLong("zoo.patience", 5000));

	private final Mode mode;

	private final List<Instance> instances = new ArrayList<>();

	private MemcachedServer server;

	AbstractZooTests(Mode mode) {
		this.mode = mode;
	}

	Stream<Exhibit<?, ?>> exhibits() {
		return Stream.of(AnimalExhibits.all(), ValueExhibits.all(), MethodExhibits.all())
			.flatMap((exhibits) -> exhibits);
	}

	@BeforeAll
	void startInstances() {
		String name = "zoo-" + this.mode.name().toLowerCase(Locale.ROOT);
		List<String> servers = new ArrayList<>();
		if (this.mode.isShared()) {
			this.server = MemcachedServer.start();
			servers.add(this.server.address());
		}
		for (boolean first : List.of(true, false)) {
			this.instances.add(Instance.start(name, first, this.mode.properties(servers)));
		}
	}

	@AfterAll
	void stopInstances() {
		this.instances.forEach(Instance::close);
		if (this.server != null) {
			this.server.close();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("exhibits")
	void behavesAsWithoutCache(Exhibit<?, ?> exhibit) throws Exception {
		List<Outcome> expected = Reference.outcomes(exhibit);
		if (exhibit.alone()) {
			for (Instance instance : this.instances) {
				for (int round = 0; round < ROUNDS; round++) {
					assertAlike(exhibit, 0, exhibit.ask(instance, 0), expected.get(0));
				}
			}
			return;
		}
		askTogether(exhibit, expected);
		if (this.mode != Mode.OFF) {
			assertCached(exhibit, expected);
		}
	}

	private void askTogether(Exhibit<?, ?> exhibit, List<Outcome> expected) throws Exception {
		List<FutureTask<Void>> tasks = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (Instance instance : this.instances) {
			for (int thread = 0; thread < THREADS; thread++) {
				FutureTask<Void> task = new FutureTask<>(asking(exhibit, expected, instance));
				tasks.add(task);
				Thread asking = new Thread(task, "visitor-" + threads.size());
				asking.setDaemon(true);
				threads.add(asking);
			}
		}
		threads.forEach(Thread::start);
		for (int i = 0; i < tasks.size(); i++) {
			await(tasks.get(i), threads.get(i));
		}
	}

	private Callable<Void> asking(Exhibit<?, ?> exhibit, List<Outcome> expected, Instance instance) {
		return () -> {
			for (int round = 0; round < ROUNDS; round++) {
				for (int argument = 0; argument < expected.size(); argument++) {
					assertAlike(exhibit, argument, exhibit.ask(instance, argument), expected.get(argument));
				}
			}
			return null;
		};
	}

	private void await(FutureTask<Void> task, Thread thread) throws Exception {
		try {
			task.get(2 * Outcome.TIMEOUT_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof AssertionError difference) {
				throw difference;
			}
			throw ex;
		}
		catch (TimeoutException ex) {
			AssertionError hanging = new AssertionError("hangs");
			hanging.setStackTrace(thread.getStackTrace());
			thread.interrupt();
			throw hanging;
		}
	}

	private void assertAlike(Exhibit<?, ?> exhibit, int argument, Outcome actual, Outcome expected) {
		assertThat(actual.text()).as("%s (%s)", exhibit.name(), exhibit.arguments().get(argument))
			.isEqualTo(expected.text());
	}

	/**
	 * Asks each instance once more, when nobody else does.
	 */
	private void assertCached(Exhibit<?, ?> exhibit, List<Outcome> expected) {
		String reason = NotCached.reason(exhibit.name(), this.mode);
		int asked = this.instances.size() * expected.size();
		Awaitility.await(exhibit.name()).atMost(PATIENCE).untilAsserted(() -> {
			int calls = callsOfOneRound(exhibit, expected);
			if (reason == null) {
				assertThat(calls).as("calls of the method").isZero();
			}
			else {
				assertThat(calls).as("calls of the method, which is not cached: " + reason)
					.isGreaterThanOrEqualTo(asked);
			}
		});
	}

	private int callsOfOneRound(Exhibit<?, ?> exhibit, List<Outcome> expected) {
		int before = calls(exhibit);
		for (Instance instance : this.instances) {
			for (int argument = 0; argument < expected.size(); argument++) {
				assertAlike(exhibit, argument, exhibit.ask(instance, argument), expected.get(argument));
			}
		}
		return calls(exhibit) - before;
	}

	private int calls(Exhibit<?, ?> exhibit) {
		return this.instances.stream().mapToInt((instance) -> instance.invocations(exhibit.method())).sum();
	}

	/**
	 * What comes of the exhibits where nothing is cached, asked once for all modes.
	 */
	private static final class Reference {

		private static final Instance INSTANCE = Instance.start("zoo-reference", true, Mode.OFF.properties(List.of()));

		private static final Map<String, List<Outcome>> OUTCOMES = new ConcurrentHashMap<>();

		static List<Outcome> outcomes(Exhibit<?, ?> exhibit) {
			return OUTCOMES.computeIfAbsent(exhibit.name(),
					(name) -> IntStream.range(0, exhibit.arguments().size())
						.mapToObj((argument) -> exhibit.ask(INSTANCE, argument))
						.toList());
		}

	}

}
