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

package dev.larder.admin.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.InstanceReport;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.TargetProblem;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What instances told when all were asked last, so that a page about hundreds of them
 * need not ask them again. Only the instance of the service that asks everybody has it.
 * Safe for use by several threads.
 */
@Component
public class LatestReports implements SnapshotListener {

	private final Duration interval;

	private final Clock clock = Clock.systemUTC();

	private volatile Taken taken = new Taken(Instant.EPOCH, Map.of());

	LatestReports(AdminProperties properties) {
		this.interval = properties.history().interval();
	}

	@Override
	public void taken(Snapshot snapshot) {
		Map<Subject, Snapshot.InstanceState> instances = new HashMap<>();
		snapshot.applications()
			.forEach((application) -> application.instances()
				.forEach((instance) -> instances.put(instance.subject(), instance)));
		this.taken = new Taken(snapshot.takenAt(), instances);
	}

	/**
	 * Returns what all instances of an application told last.
	 * @param application the application
	 * @return what they told, or {@code null} if that is unknown here, or too long ago
	 */
	public @Nullable Reports find(ClientApplication application) {
		Taken last = this.taken;
		if (last.at().isBefore(this.clock.instant().minus(this.interval.multipliedBy(3)))) {
			return null;
		}
		List<Answer<InstanceReport>> answers = new ArrayList<>();
		for (ApplicationInstance instance : application.instances()) {
			Answer<InstanceReport> answer = answer(instance.id(),
					last.instances().get(Subject.instance(application.name(), instance.id())));
			if (answer == null) {
				return null;
			}
			answers.add(answer);
		}
		return new Reports(last.at(), Answers.of(answers));
	}

	private static @Nullable Answer<InstanceReport> answer(String id, Snapshot.@Nullable InstanceState state) {
		Failure failure = (state != null) ? state.failure() : null;
		if (failure != null) {
			ProblemCode code = code(failure.code());
			return new Answer<>(id, AnswerState.of(code), 0, null,
					new TargetProblem(code.code(), code.status().value(), failure.detail()));
		}
		InstanceSample sample = (state != null) ? state.sample() : null;
		return (sample != null) ? new Answer<>(id, AnswerState.OK, 0, sample.report(), null) : null;
	}

	private static ProblemCode code(String code) {
		return Arrays.stream(ProblemCode.values())
			.filter((candidate) -> candidate.code().equals(code))
			.findFirst()
			.orElse(ProblemCode.TARGET_FAILED);
	}

	/**
	 * What instances told.
	 *
	 * @param at when
	 * @param answers the answer of each
	 */
	public record Reports(Instant at, Answers<InstanceReport> answers) {
	}

	private record Taken(Instant at, Map<Subject, Snapshot.InstanceState> instances) {
	}

}
