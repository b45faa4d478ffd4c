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
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link RecentJobs}.
 */
class RecentJobsTests {

	private final RecentJobs<TestJob> jobs = new RecentJobs<>();

	private void add(TestJob job) {
		this.jobs.add(job, (running) -> {
		});
	}

	private List<String> ids() {
		return this.jobs.newestFirst().stream().map(TestJob::id).toList();
	}

	@Test
	void newestTenAreKept() {
		for (int i = 0; i < 12; i++) {
			add(TestJob.ended("" + i, Duration.ZERO));
		}
		assertThat(ids()).containsExactly("11", "10", "9", "8", "7", "6", "5", "4", "3", "2");
	}

	@Test
	void whatGoesOnIsKeptBeforeWhatIsNewer() {
		add(new TestJob("running"));
		for (int i = 0; i < 12; i++) {
			add(TestJob.ended("" + i, Duration.ZERO));
		}
		assertThat(ids()).hasSize(10).contains("running").doesNotContain("0", "1", "2");
	}

	@Test
	void whatEndedLongAgoIsForgotten() {
		add(TestJob.ended("old", Duration.ofMinutes(31)));
		add(TestJob.ended("recent", Duration.ofMinutes(29)));
		add(new TestJob("new"));
		assertThat(ids()).containsExactly("new", "recent");
	}

	@Test
	void whatIsNotAdmittedIsNotThere() {
		add(new TestJob("running"));
		add(TestJob.ended("ended", Duration.ZERO));
		assertThatIllegalStateException().isThrownBy(() -> this.jobs.add(new TestJob("refused"), (running) -> {
			assertThat(running).extracting(TestJob::id).containsExactly("running");
			throw new IllegalStateException();
		}));
		assertThat(this.jobs.find("refused")).isNull();
	}

	@Test
	void allAreCancelled() {
		TestJob job = new TestJob("running");
		add(job);
		this.jobs.cancelAll();
		assertThat(job.finishedAt()).isNotNull();
	}

	private static final class TestJob implements BackgroundJob {

		private final String id;

		private @Nullable Instant finishedAt;

		private TestJob(String id) {
			this.id = id;
		}

		private static TestJob ended(String id, Duration ago) {
			TestJob job = new TestJob(id);
			job.finishedAt = Instant.now().minus(ago);
			return job;
		}

		@Override
		public String id() {
			return this.id;
		}

		@Override
		public @Nullable Instant finishedAt() {
			return this.finishedAt;
		}

		@Override
		public void cancel() {
			this.finishedAt = Instant.now();
		}

	}

}
