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
package dev.larder.benchmarks.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures the traffic of something: the difference it makes to a counter, less what
 * asking for the counter costs, and less what would have happened in that time anyway.
 * Not thread-safe.
 */
public final class TrafficMeter {

	private static final int CALIBRATIONS = 5;

	/**
	 * How often in a row the counter has to stand still for there to be no more to come.
	 */
	private static final int STILL = 2;

	private final TrafficCounter counter;

	private final Duration pause;

	private Traffic costOfAsking = Traffic.NONE;

	private Traffic idlePerSecond = Traffic.NONE;

	/**
	 * Creates a meter that takes nothing off yet.
	 * @param counter what counts
	 * @param pause how long to wait before looking whether the counter stands still: more
	 * than a peer gathers commands before it sends them
	 */
	public TrafficMeter(TrafficCounter counter, Duration pause) {
		this.counter = counter;
		this.pause = pause;
	}

	/**
	 * Finds out what asking for the counter costs. To be repeated when the answer may
	 * have become longer.
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	public void calibrate() throws InterruptedException {
		List<Traffic> costs = new ArrayList<>();
		Traffic before = this.counter.now();
		for (int i = 0; i < CALIBRATIONS; i++) {
			// An answer is counted a little later than it arrives
			TimeUnit.MILLISECONDS.sleep(1);
			Traffic after = this.counter.now();
			costs.add(after.minus(before));
			before = after;
		}
		Traffic cost = Traffic.median(costs, Traffic::sent);
		this.costOfAsking = new Traffic(Map.of(), cost.received(), cost.sent());
	}

	/**
	 * Finds out what happens when nothing is asked for.
	 * @param time how long to watch
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	public void watchIdle(Duration time) throws InterruptedException {
		long started = System.nanoTime();
		Traffic before = this.counter.now();
		TimeUnit.NANOSECONDS.sleep(time.toNanos());
		Traffic idle = this.counter.now().minus(before).minus(this.costOfAsking);
		this.idlePerSecond = idle.times(1 / seconds(started));
	}

	/**
	 * Measures what takes long beside the pauses between what the peer does on its own,
	 * once the server has seen all that came before, and until it has seen all of this.
	 * @param action what to measure
	 * @return its traffic
	 * @throws Exception if the action fails
	 */
	public Traffic measure(Action action) throws Exception {
		long started = System.nanoTime();
		Traffic traffic = measureShort(action);
		return traffic.minus(this.idlePerSecond.times(seconds(started)));
	}

	/**
	 * Measures what is so short that the peer will hardly do anything on its own
	 * meanwhile, so that nothing is taken off for it: the median of several tells.
	 * @param action what to measure
	 * @return its traffic
	 * @throws Exception if the action fails
	 */
	public Traffic measureShort(Action action) throws Exception {
		Traffic before = settled().traffic();
		action.run();
		Settled after = settled();
		return after.traffic().minus(before).minus(this.costOfAsking.times(after.asked()));
	}

	/**
	 * Waits until commands have stopped coming in, since some peers only begin to send
	 * them.
	 */
	private Settled settled() throws InterruptedException {
		Traffic traffic = this.counter.now();
		int asked = 1;
		for (int still = 0; still < STILL; asked++) {
			TimeUnit.NANOSECONDS.sleep(this.pause.toNanos());
			Traffic later = this.counter.now();
			still = later.commands().equals(traffic.commands()) ? still + 1 : 0;
			traffic = later;
		}
		return new Settled(traffic, asked);
	}

	private static double seconds(long started) {
		return (System.nanoTime() - started) / 1e9;
	}

	/**
	 * Traffic, and how often it was asked for.
	 */
	private record Settled(Traffic traffic, int asked) {
	}

	/**
	 * Something that makes traffic.
	 */
	@FunctionalInterface
	public interface Action {

		void run() throws Exception;

	}

}
