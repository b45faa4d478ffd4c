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

package dev.larder.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

import org.springframework.util.Assert;

/**
 * Rounds in which all things have their turn in random order, so that whatever disturbs
 * the machine disturbs no thing more than others.
 */
public final class Rounds {

	private final int least;

	private final int most;

	private final Duration time;

	private final LongSupplier clock;

	/**
	 * Creates rounds that go on while there is time.
	 * @param least how many there are in any case
	 * @param most how many there are if there is time
	 * @param time after what time no round is begun, nor one that would last longer
	 */
	public Rounds(int least, int most, Duration time) {
		this(least, most, time, System::nanoTime);
	}

	Rounds(int least, int most, Duration time, LongSupplier clock) {
		Assert.isTrue(least > 0, "'least' must be positive");
		Assert.isTrue(most >= least, "'most' must not be less than 'least'");
		this.least = least;
		this.most = most;
		this.time = time;
		this.clock = clock;
	}

	/**
	 * Creates a number of rounds.
	 * @param count how many
	 * @return the rounds
	 */
	public static Rounds of(int count) {
		return new Rounds(count, count, Duration.ZERO);
	}

	/**
	 * Gives all things their turns.
	 * @param <T> the type of the things
	 * @param things the things
	 * @param turn what to do with a thing in a round, which is counted from 1
	 * @return how many rounds there were
	 * @throws Exception if a turn fails
	 */
	public <T> int run(Collection<? extends T> things, Turn<T> turn) throws Exception {
		List<T> order = new ArrayList<>(things);
		Random random = new Random(order.size());
		long started = this.clock.getAsLong();
		long longest = 0;
		int round = 0;
		while (round < this.least || (round < this.most && fits(started, longest))) {
			round++;
			long begin = this.clock.getAsLong();
			Collections.shuffle(order, random);
			for (T thing : order) {
				turn.take(round, thing);
			}
			longest = Math.max(longest, this.clock.getAsLong() - begin);
		}
		return round;
	}

	private boolean fits(long started, long longest) {
		return this.clock.getAsLong() - started + longest <= this.time.toNanos();
	}

	/**
	 * What is done with a thing in a round.
	 *
	 * @param <T> the type of the things
	 */
	@FunctionalInterface
	public interface Turn<T> {

		void take(int round, T thing) throws Exception;

	}

}
