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

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.larder.internal.entry.Item;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StoredGeneration}.
 */
class StoredGenerationTests {

	private static final String KEY = "generation";

	private static final long MAX_AGE = TimeUnit.SECONDS.toNanos(1);

	private final HeldClient node = new HeldClient();

	private final AtomicLong randomness = new AtomicLong(100);

	private final AtomicLong time = new AtomicLong();

	private final StoredGeneration generation = new StoredGeneration(this.node, KEY, this.randomness::incrementAndGet,
			this.time::get, MAX_AGE);

	@Test
	void numberIsUnknownBeforeItIsRead() {
		assertThat(this.generation.known()).isZero();
	}

	@Test
	void numberOfTheNodeIsTaken() {
		this.node.items().put(KEY, number(7));
		assertThat(this.generation.current().join()).isEqualTo(7);
		assertThat(this.generation.known()).isEqualTo(7);
	}

	@Test
	void numberIsCreatedWhereThereIsNone() {
		assertThat(this.generation.current().join()).isEqualTo(101);
		assertThat(numberOnNode()).isEqualTo("65");
	}

	@Test
	void numberIsNotTrustedForEver() {
		this.node.items().put(KEY, number(7));
		this.generation.current().join();
		this.time.addAndGet(MAX_AGE);
		assertThat(this.generation.known()).isEqualTo(7);
		this.time.incrementAndGet();
		assertThat(this.generation.known()).isZero();
	}

	@Test
	void concurrentCallersShareOneFetch() {
		this.node.hold();
		CompletableFuture<Long> first = this.generation.current();
		CompletableFuture<Long> second = this.generation.current();
		assertThat(this.node.unanswered()).containsExactly("get generation");
		this.node.items().put(KEY, number(7));
		this.node.answer();
		assertThat(first.join()).isEqualTo(7);
		assertThat(second.join()).isEqualTo(7);
	}

	@Test
	void failedFetchFailsAllWhoSharedItAndIsRepeatedByTheNext() {
		this.node.hold();
		CompletableFuture<Long> first = this.generation.current();
		CompletableFuture<Long> second = this.generation.current();
		this.node.timeOut();
		assertThat(first).isCompletedExceptionally();
		assertThat(second).isCompletedExceptionally();
		this.node.answerAtOnce();
		assertThat(this.generation.current().join()).isEqualTo(101);
	}

	@Test
	void creationGivesWayToTheNumberOfAnotherInstance() {
		this.node.hold();
		CompletableFuture<Long> current = this.generation.current();
		this.node.answer();
		this.node.items().put(KEY, number(7));
		this.node.answer();
		this.node.answer();
		assertThat(current.join()).isEqualTo(7);
	}

	@Test
	void creationThatFindsNothingToGiveWayToReplaces() {
		this.node.hold();
		CompletableFuture<Long> current = this.generation.current();
		this.node.answer();
		this.node.items().put(KEY, number(7));
		this.node.answer();
		this.node.items().remove(KEY);
		this.node.answer();
		this.node.answer();
		assertThat(current.join()).isEqualTo(102);
		assertThat(numberOnNode()).isEqualTo("66");
	}

	@Test
	void renewedNumberIsFollowedBeforeTheNodeHasIt() {
		this.node.items().put(KEY, number(7));
		this.generation.current().join();
		this.node.hold();
		CompletableFuture<Void> renewal = this.generation.renew();
		assertThat(renewal).isNotDone();
		assertThat(this.generation.known()).isEqualTo(101);
		this.node.answer();
		assertThat(renewal).isCompleted();
		assertThat(numberOnNode()).isEqualTo("65");
	}

	@Test
	void failedRenewalSaysSo() {
		this.node.hold();
		CompletableFuture<Void> renewal = this.generation.renew();
		this.node.timeOut();
		assertThat(renewal).isCompletedExceptionally();
	}

	@Test
	void observationFromBeforeARenewalCountsForNothing() {
		long observation = this.generation.beginObservation();
		this.generation.renew().join();
		assertThat(this.generation.endObservation(observation, number(7)).join()).isEqualTo(101);
		assertThat(this.generation.known()).isEqualTo(101);
	}

	@Test
	void observationMadeJustBeforeARenewalIsSentCountsForNothing() {
		this.node.items().put(KEY, number(7));
		this.node.onSend((command) -> {
			if (command.equals("set generation")) {
				long observation = this.generation.beginObservation();
				this.generation.endObservation(observation, this.node.items().get(KEY)).join();
			}
		});
		this.generation.renew().join();
		assertThat(this.generation.known()).isEqualTo(101);
	}

	@Test
	void observationAfterARenewalCounts() {
		this.generation.renew().join();
		long observation = this.generation.beginObservation();
		this.generation.endObservation(observation, number(7)).join();
		assertThat(this.generation.known()).isEqualTo(7);
	}

	@Test
	void observationIsNotUndoneByOneThatBeganBefore() {
		long late = this.generation.beginObservation();
		long timely = this.generation.beginObservation();
		this.generation.endObservation(timely, number(8)).join();
		assertThat(this.generation.endObservation(late, number(7)).join()).isEqualTo(8);
		assertThat(this.generation.known()).isEqualTo(8);
	}

	@Test
	void fetchUnderWayDuringARenewalGivesTheNewNumber() {
		this.node.items().put(KEY, number(7));
		this.node.hold();
		CompletableFuture<Long> current = this.generation.current();
		Runnable answer = this.node.carryOut();
		CompletableFuture<Void> renewal = this.generation.renew();
		answer.run();
		assertThat(current.join()).isEqualTo(101);
		this.node.answer();
		assertThat(renewal).isCompleted();
		assertThat(this.generation.known()).isEqualTo(101);
	}

	@Test
	void firstNumberIsNoChange() {
		this.generation.current().join();
		assertThat(this.generation.changes()).isZero();
	}

	@Test
	void sameNumberIsNoChange() {
		this.node.items().put(KEY, number(7));
		this.generation.current().join();
		this.generation.endObservation(this.generation.beginObservation(), number(7)).join();
		assertThat(this.generation.changes()).isZero();
	}

	@Test
	void otherNumberIsAChange() {
		this.node.items().put(KEY, number(7));
		this.generation.current().join();
		this.generation.endObservation(this.generation.beginObservation(), number(8)).join();
		assertThat(this.generation.changes()).isEqualTo(1);
	}

	@Test
	void numberThatComesBackAfterAFailedRenewalIsAnotherChange() {
		this.node.items().put(KEY, number(7));
		this.generation.current().join();
		this.node.hold();
		CompletableFuture<Void> renewal = this.generation.renew();
		this.node.timeOut();
		assertThat(renewal).isCompletedExceptionally();
		long afterRenewal = this.generation.changes();
		this.generation.endObservation(this.generation.beginObservation(), number(7)).join();
		assertThat(this.generation.known()).isEqualTo(7);
		assertThat(this.generation.changes()).isGreaterThan(afterRenewal);
		assertThat(afterRenewal).isPositive();
	}

	@Test
	void garbageOnTheNodeIsReplaced() {
		this.node.items().put(KEY, new Item(0, "no number".getBytes(StandardCharsets.US_ASCII)));
		assertThat(this.generation.current().join()).isEqualTo(102);
		assertThat(numberOnNode()).isEqualTo("66");
	}

	private String numberOnNode() {
		return new String(this.node.items().get(KEY).data(), StandardCharsets.US_ASCII);
	}

	private static Item number(long number) {
		return new Item(0, Long.toHexString(number).getBytes(StandardCharsets.US_ASCII));
	}

}
