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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.configuration.AdminProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads the history, in any instance of the service.
 */
@Component
public class HistoryReader {

	private static final Duration OVERVIEW_STEP = Duration.ofMinutes(1);

	private static final int OVERVIEW_POINTS = 60;

	private final HistoryStore store;

	private final FailureStore failures;

	private final Duration interval;

	private final Clock clock = Clock.systemUTC();

	HistoryReader(HistoryStore store, FailureStore failures, AdminProperties properties) {
		this.store = store;
		this.failures = failures;
		this.interval = properties.history().interval();
	}

	/**
	 * Returns when servers and instances were asked last.
	 * @return the time, or {@code null} if they never were
	 */
	public @Nullable Instant polledAt() {
		return this.store.polledAt();
	}

	/**
	 * Returns when the last step of a history ends, which changes when there is something
	 * new.
	 */
	Instant end(HistoryWindow window) {
		Duration step = window.step(this.interval);
		Instant now = this.clock.instant();
		Instant complete = this.store.completeUntil(window.source());
		// Averages of a step come some time after it; a longer time without any is a gap
		boolean lively = complete != null && complete.isAfter(now.minus(step).minus(this.interval.multipliedBy(10)));
		return RollUp.floor((complete != null && lively) ? complete : now, step);
	}

	HistoryView read(Subject subject, HistoryWindow window, Instant end) {
		Duration step = window.step(this.interval);
		Instant start = end.minus(window.length());
		Series series = Series.of(this.store.find(subject, window.source(), start), start, end, step);
		List<Figure> shown = shown(subject);
		return new HistoryView(SubjectView.of(subject), window.id(), series.stepMs(), polledAt(), latest(subject),
				failures(subject), series.times(), FigureNames.arrays(series.figures(), shown));
	}

	/**
	 * Returns whether something has a history.
	 */
	boolean exists(Subject subject) {
		return this.store.findLatest(subject) != null;
	}

	/**
	 * Returns the last figures of something.
	 * @param subject what
	 * @return its figures, or {@code null} if there are none
	 */
	public @Nullable LatestFigures latest(Subject subject) {
		Point point = this.store.findLatest(subject);
		return (point != null) ? LatestFigures.of(point, shown(subject)) : null;
	}

	/**
	 * Returns the caches of an application that have a history.
	 * @param application the name of the application
	 * @return their names, in order
	 */
	public List<String> caches(String application) {
		return this.store.names(Subject.Type.CACHE, application);
	}

	/**
	 * Returns the last hour of something, in sixty steps.
	 * @param subject what
	 * @return the hour
	 */
	public ShortSeries lastHour(Subject subject) {
		Instant end = RollUp.floor(this.clock.instant(), OVERVIEW_STEP);
		Instant start = end.minus(OVERVIEW_STEP.multipliedBy(OVERVIEW_POINTS));
		Series series = Series.of(this.store.find(subject, HistoryStep.SAMPLE, start), start, end, OVERVIEW_STEP);
		return new ShortSeries(start, series.stepMs(), FigureNames.arrays(series.figures(), shown(subject)));
	}

	/**
	 * Returns the servers or instances that do not answer.
	 * @param subject a cluster, application, server or cache
	 * @return those that are, or belong to, it
	 */
	public List<FailureView> failures(Subject subject) {
		List<FailureView> views = new ArrayList<>();
		for (Map.Entry<Subject, Failure> entry : this.failures.findAll().entrySet()) {
			if (concerns(entry.getKey(), subject)) {
				views.add(FailureView.of(entry.getKey(), entry.getValue()));
			}
		}
		return views;
	}

	private static boolean concerns(Subject failed, Subject subject) {
		if (!failed.group().equals(subject.group())) {
			return false;
		}
		return switch (subject.type()) {
			case CLUSTER -> failed.type() == Subject.Type.SERVER;
			case APPLICATION, CACHE -> failed.type() == Subject.Type.INSTANCE;
			case SERVER, INSTANCE -> failed.equals(subject);
		};
	}

	private static List<Figure> shown(Subject subject) {
		return switch (subject.type()) {
			case CLUSTER, SERVER -> Figure.OF_SERVERS;
			case APPLICATION, INSTANCE, CACHE -> Figure.OF_CACHES;
		};
	}

	/**
	 * An hour in short.
	 *
	 * @param start when the first step begins
	 * @param stepMs how long a step is, in milliseconds
	 * @param figures an array of averages for each figure, with {@code null} for what is
	 * unknown
	 */
	public record ShortSeries(Instant start, long stepMs, Map<String, List<@Nullable Double>> figures) {

		/**
		 * Returns some of the figures.
		 * @param names which
		 * @return the same hour with these only
		 */
		public ShortSeries only(List<String> names) {
			Map<String, List<@Nullable Double>> some = new LinkedHashMap<>();
			names.forEach((name) -> some.put(name, this.figures.getOrDefault(name, List.of())));
			return new ShortSeries(this.start, this.stepMs, some);
		}

	}

}
