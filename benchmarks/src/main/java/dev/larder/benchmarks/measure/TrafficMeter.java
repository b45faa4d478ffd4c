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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Measures what a server is asked for while something is done, by asking it before and
 * after. Taken off are the bytes that asking costs, and on demand what goes on anyway.
 */
public final class TrafficMeter {

	private static final int CALIBRATIONS = 5;

	private static final int STILL = 2;

	private final Supplier<Traffic> counter;

	private final Duration pause;

	private Traffic costOfAsking = Traffic.NONE;

	private Traffic idlePerSecond = Traffic.NONE;

	/**
	 * Creates a meter.
	 * @param counter asks the server for its counters
	 * @param pause how long nothing has to be counted until all has been
	 */
	public TrafficMeter(Supplier<Traffic> counter, Duration pause) {
		this.counter = counter;
		this.pause = pause;
	}

	/**
	 * Finds out what asking costs, which grows with the digits of the counters.
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void calibrate() throws InterruptedException {
		List<Traffic> costs = new ArrayList<>();
		Traffic before = this.counter.get();
		for (int i = 0; i < CALIBRATIONS; i++) {
			// An answer is counted a little later than it arrives
			TimeUnit.MILLISECONDS.sleep(1);
			Traffic after = this.counter.get();
			costs.add(after.minus(before));
			before = after;
		}
		Traffic cost = Traffic.median(costs, Traffic::sent);
		this.costOfAsking = new Traffic(Map.of(), cost.received(), cost.sent());
	}

	/**
	 * Finds out what goes on anyway.
	 * @param time how long to watch
	 * @return what goes on in a second
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Traffic watchIdle(Duration time) throws InterruptedException {
		long started = System.nanoTime();
		Traffic before = this.counter.get();
		TimeUnit.NANOSECONDS.sleep(time.toNanos());
		Traffic idle = this.counter.get().minus(before).minus(this.costOfAsking);
		this.idlePerSecond = idle.times(1 / seconds(started));
		return this.idlePerSecond;
	}

	/**
	 * Measures something, less what goes on anyway.
	 * @param action what is done
	 * @return its traffic
	 * @throws Exception if it fails
	 */
	public Traffic measure(Action action) throws Exception {
		long started = System.nanoTime();
		Traffic traffic = measureShort(action);
		return traffic.minus(this.idlePerSecond.times(seconds(started)));
	}

	/**
	 * Measures something that takes too short a time for anything to go on meanwhile.
	 * @param action what is done
	 * @return its traffic
	 * @throws Exception if it fails
	 */
	public Traffic measureShort(Action action) throws Exception {
		Traffic before = settled().traffic();
		action.run();
		Settled after = settled();
		return after.traffic().minus(before).minus(this.costOfAsking.times(after.asked()));
	}

	private Settled settled() throws InterruptedException {
		Traffic traffic = this.counter.get();
		int asked = 1;
		for (int still = 0; still < STILL; asked++) {
			TimeUnit.NANOSECONDS.sleep(this.pause.toNanos());
			Traffic later = this.counter.get();
			still = later.commands().equals(traffic.commands()) ? still + 1 : 0;
			traffic = later;
		}
		return new Settled(traffic, asked);
	}

	private static double seconds(long started) {
		return (System.nanoTime() - started) / 1e9;
	}

	private record Settled(Traffic traffic, int asked) {

	}

	/**
	 * What is measured.
	 */
	@FunctionalInterface
	public interface Action {

		void run() throws Exception;

	}

}
