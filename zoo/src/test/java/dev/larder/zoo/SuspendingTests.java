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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.zoo.kotlin.Doors;
import dev.larder.zoo.kotlin.Visiting;
import dev.larder.zoo.kotlin.Visits;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cached methods of Kotlin's that suspend, while several coroutines ask for the same.
 */
@ServerTest
@ParameterizedClass(name = "{0}")
@EnumSource(names = { "LOCAL", "MEMCACHED", "TIERED" })
class SuspendingTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final AtomicLong NUMBERS = new AtomicLong();

	private static MemcachedServer server;

	private static Instance instance;

	@Parameter
	private Mode mode;

	private final long number = NUMBERS.incrementAndGet();

	private final Visiting visiting = new Visiting(instance.bean(Visits.class));

	private final Doors doors = instance.bean(Doors.class);

	@BeforeParameterizedClassInvocation
	static void start(Mode mode) {
		server = MemcachedServer.start();
		instance = Instance.start("suspending-" + mode, true, mode.properties(List.of(server.address())));
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		instance.close();
		server.close();
	}

	@Test
	void coroutinesShareOneLoadInTheContextOfTheFirst() {
		List<CompletableFuture<String>> visits = new ArrayList<>();
		visits.add(this.visiting.visit(this.number, "alice"));
		Awaitility.await().until(() -> this.doors.waiting(this.number).contains("alice"));
		for (int i = 0; i < 5; i++) {
			visits.add(this.visiting.visit(this.number, "visitor " + i));
		}
		this.doors.open(this.number);
		assertThat(visits).allSatisfy(
				(visit) -> assertThat(visit).succeedsWithin(PATIENCE).isEqualTo("visit " + this.number + " of alice"));
		assertThat(this.visiting.visit(this.number, "later")).succeedsWithin(PATIENCE)
			.isEqualTo("visit " + this.number + " of alice");
		assertThat(this.doors.waiting(this.number)).containsExactly("alice");
	}

	@Test
	void coroutineThatIsCancelledTakesNothingFromTheOthers() {
		CompletableFuture<String> impatient = this.visiting.visit(this.number, "alice");
		Awaitility.await().until(() -> this.doors.waiting(this.number).contains("alice"));
		CompletableFuture<String> patient = this.visiting.visit(this.number, "bob");
		impatient.cancel(true);
		this.doors.open(this.number);
		assertThat(patient).succeedsWithin(PATIENCE).isEqualTo("visit " + this.number + " of alice");
	}

}
