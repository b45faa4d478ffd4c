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

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.larder.internal.memcached.NodeBreaker.State;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeBreaker}: each transition, and that there are no others.
 */
class NodeBreakerTests {

	private final AtomicLong nanoTime = new AtomicLong(-5);

	private final NodeBreaker breaker = new NodeBreaker(3, this.nanoTime::get);

	@Test
	void newNodeIsUnknownAndUsed() {
		assertState(State.NEW, 0);
		assertThat(State.NEW.health()).isEqualTo(NodeHealth.State.UNKNOWN);
		assertThat(this.breaker.isOpen()).isFalse();
	}

	@Test
	void newNodeStarts() {
		this.breaker.starting();
		assertState(State.STARTING, 0);
		assertThat(State.STARTING.health()).isEqualTo(NodeHealth.State.UNKNOWN);
		assertThat(this.breaker.isOpen()).isFalse();
	}

	@Test
	void failuresBeforeTheStartCount() {
		fail(2);
		this.breaker.starting();
		assertState(State.STARTING, 2);
	}

	@Test
	void nodeThatWasUsedDoesNotStart() {
		this.breaker.succeeded();
		this.breaker.starting();
		assertState(State.UP, 0);
		fail(3);
		this.breaker.starting();
		assertState(State.OPEN, 3);
		this.breaker.probing();
		this.breaker.starting();
		assertState(State.PROBING, 3);
	}

	@Test
	void successMakesANewNodeUp() {
		this.breaker.succeeded();
		assertState(State.UP, 0);
		assertThat(State.UP.health()).isEqualTo(NodeHealth.State.UP);
		assertThat(this.breaker.isOpen()).isFalse();
	}

	@Test
	void successMakesAStartingNodeUp() {
		this.breaker.starting();
		this.breaker.succeeded();
		assertState(State.UP, 0);
	}

	@Test
	void successOfANewNodeEndsTheFailures() {
		fail(2);
		this.breaker.succeeded();
		assertState(State.UP, 0);
	}

	@Test
	void successOfANodeThatIsUpEndsTheFailures() {
		this.breaker.succeeded();
		fail(2);
		assertState(State.UP, 2);
		this.breaker.succeeded();
		assertState(State.UP, 0);
		fail(2);
		assertState(State.UP, 2);
	}

	@Test
	void timeoutIsExcusedForThreeSecondsFromTheStart() {
		assertThat(this.breaker.isTimeoutExcused()).isFalse();
		this.breaker.starting();
		assertThat(this.breaker.isTimeoutExcused()).isTrue();
		pass(Duration.ofSeconds(3).minusNanos(1));
		assertThat(this.breaker.isTimeoutExcused()).isTrue();
		pass(Duration.ofNanos(1));
		assertThat(this.breaker.isTimeoutExcused()).isFalse();
	}

	@Test
	void secondStartExcusesNothing() {
		this.breaker.starting();
		pass(Duration.ofSeconds(3));
		this.breaker.starting();
		assertThat(this.breaker.isTimeoutExcused()).isFalse();
	}

	@Test
	void timeoutOfANodeThatHasAnsweredIsNotExcused() {
		this.breaker.starting();
		this.breaker.succeeded();
		assertThat(this.breaker.isTimeoutExcused()).isFalse();
	}

	@Test
	void failuresInARowOpenTheBreakerOfANewNode() {
		fail(2);
		assertState(State.NEW, 2);
		assertThat(this.breaker.failed()).isTrue();
		assertState(State.OPEN, 3);
	}

	@Test
	void failuresInARowOpenTheBreakerOfAStartingNode() {
		this.breaker.starting();
		fail(2);
		assertState(State.STARTING, 2);
		assertThat(this.breaker.failed()).isTrue();
		assertState(State.OPEN, 3);
	}

	@Test
	void failuresInARowOpenTheBreakerOfANodeThatIsUp() {
		this.breaker.succeeded();
		fail(2);
		assertThat(this.breaker.failed()).isTrue();
		assertState(State.OPEN, 3);
		assertThat(State.OPEN.health()).isEqualTo(NodeHealth.State.DOWN);
		assertThat(this.breaker.isOpen()).isTrue();
	}

	@Test
	void oneFailureMayBeEnough() {
		assertThat(new NodeBreaker(1, this.nanoTime::get).failed()).isTrue();
	}

	@Test
	void openBreakerIsProbed() {
		open();
		this.breaker.probing();
		assertState(State.PROBING, 3);
		assertThat(State.PROBING.health()).isEqualTo(NodeHealth.State.DOWN);
		assertThat(this.breaker.isOpen()).isTrue();
	}

	@Test
	void failingProbeLeavesTheBreakerOpen() {
		open();
		this.breaker.probing();
		this.breaker.probeFailed();
		assertState(State.OPEN, 3);
		this.breaker.probing();
		assertState(State.PROBING, 3);
	}

	@Test
	void probeThatIsAnsweredClosesTheBreaker() {
		open();
		this.breaker.probing();
		this.breaker.probeAnswered();
		assertState(State.UP, 0);
		fail(2);
		assertState(State.UP, 2);
	}

	@Test
	void whatWasSentBeforeDoesNotCountWhileTheBreakerIsOpen() {
		open();
		this.breaker.succeeded();
		assertState(State.OPEN, 3);
		assertThat(this.breaker.failed()).isFalse();
		assertState(State.OPEN, 3);
	}

	@Test
	void whatWasSentBeforeDoesNotCountAsTheProbe() {
		open();
		this.breaker.probing();
		this.breaker.succeeded();
		assertState(State.PROBING, 3);
		assertThat(this.breaker.failed()).isFalse();
		assertState(State.PROBING, 3);
	}

	@Test
	void probesAreOfTheOpenBreakerOnly() {
		this.breaker.succeeded();
		this.breaker.probing();
		this.breaker.probeFailed();
		this.breaker.probeAnswered();
		assertState(State.UP, 0);
		fail(3);
		this.breaker.probeAnswered();
		this.breaker.probeFailed();
		assertState(State.OPEN, 3);
	}

	@Test
	void timeOfTheHealthIsThatOfItsLastChange() {
		Instant created = this.breaker.status().since();
		this.breaker.starting();
		fail(1);
		assertThat(this.breaker.status().since()).isSameAs(created);
		this.breaker.succeeded();
		Instant up = this.breaker.status().since();
		assertThat(up).isNotSameAs(created);
		fail(2);
		assertThat(this.breaker.status().since()).isSameAs(up);
		fail(1);
		Instant down = this.breaker.status().since();
		assertThat(down).isNotSameAs(up);
		this.breaker.probing();
		this.breaker.probeFailed();
		assertThat(this.breaker.status().since()).isSameAs(down);
		this.breaker.probing();
		this.breaker.probeAnswered();
		assertThat(this.breaker.status().since()).isNotSameAs(down);
	}

	private void open() {
		this.breaker.succeeded();
		fail(3);
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			this.breaker.failed();
		}
	}

	private void pass(Duration time) {
		this.nanoTime.addAndGet(time.toNanos());
	}

	private void assertState(State state, int failures) {
		assertThat(this.breaker.status()).returns(state, NodeBreaker.Status::state)
			.returns(failures, NodeBreaker.Status::failures);
	}

}
