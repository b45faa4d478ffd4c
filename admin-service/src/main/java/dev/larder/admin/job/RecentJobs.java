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

package dev.larder.admin.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The newest jobs of a kind, in memory: ten of them, each for half an hour after its end.
 * What goes on is never forgotten. Thread-safe.
 *
 * @param <J> the kind
 */
public final class RecentJobs<J extends BackgroundJob> {

	/**
	 * How many jobs are kept.
	 */
	public static final int MAX_KEPT = 10;

	private static final Duration KEPT_TIME = Duration.ofMinutes(30);

	private final Map<String, J> jobs = new LinkedHashMap<>();

	/**
	 * Adds a job that begins.
	 * @param job the job
	 * @param admission gets the jobs that go on, and throws if there are too many for
	 * another; must let fewer than {@link #MAX_KEPT} go on
	 */
	public synchronized void add(J job, Consumer<List<J>> admission) {
		Instant oldest = Instant.now().minus(KEPT_TIME);
		this.jobs.values().removeIf((one) -> isEndedBefore(one, oldest));
		admission.accept(this.jobs.values().stream().filter((one) -> one.finishedAt() == null).toList());
		this.jobs.values()
			.stream()
			.filter((one) -> one.finishedAt() != null)
			.limit(Math.max(0, this.jobs.size() - MAX_KEPT + 1))
			.toList()
			.forEach((one) -> this.jobs.remove(one.id()));
		this.jobs.put(job.id(), job);
	}

	private static boolean isEndedBefore(BackgroundJob job, Instant time) {
		Instant end = job.finishedAt();
		return end != null && end.isBefore(time);
	}

	/**
	 * Removes a job that could not begin.
	 * @param job the job
	 */
	public synchronized void remove(J job) {
		this.jobs.remove(job.id());
	}

	/**
	 * Returns a job.
	 * @param id its id
	 * @return the job, or {@code null} if there is none, or not any more
	 */
	public synchronized @Nullable J find(String id) {
		return this.jobs.get(id);
	}

	/**
	 * Returns all jobs.
	 * @return the jobs, the newest first
	 */
	public synchronized List<J> newestFirst() {
		List<J> all = new ArrayList<>(this.jobs.values());
		Collections.reverse(all);
		return all;
	}

	/**
	 * Has all jobs end soon.
	 */
	public void cancelAll() {
		newestFirst().forEach(BackgroundJob::cancel);
	}

}
