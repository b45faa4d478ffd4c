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
import java.util.Collection;
import java.util.HashMap;
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
	 * Returns what there is to see of some at a glance, with as many queries for many as
	 * for one.
	 * @param subjects which
	 * @return the glance of each, in their order
	 */
	public Map<Subject, Glance> glances(Collection<Subject> subjects) {
		Instant end = RollUp.floor(this.clock.instant(), OVERVIEW_STEP);
		Instant start = end.minus(OVERVIEW_STEP.multipliedBy(OVERVIEW_POINTS));
		Instant complete = this.store.completeUntil(HistoryStep.MINUTE);
		Instant averaged = (complete != null && complete.isAfter(start)) ? complete : start;
		Map<Subject, List<Point>> averages = averaged.isAfter(start)
				? this.store.find(subjects, HistoryStep.MINUTE, start) : Map.of();
		Map<Subject, List<Point>> samples = this.store.find(subjects, HistoryStep.SAMPLE, averaged);
		List<Subject> silent = subjects.stream().filter((subject) -> !samples.containsKey(subject)).toList();
		Map<Subject, Point> latest = new HashMap<>(this.store.findLatest(silent));
		samples.forEach((subject, points) -> latest.put(subject, points.get(points.size() - 1)));
		Map<Subject, Failure> failures = this.failures.findAll();
		Map<Subject, Glance> glances = new LinkedHashMap<>();
		for (Subject subject : subjects) {
			List<Point> points = new ArrayList<>(averages.getOrDefault(subject, List.of()));
			samples.getOrDefault(subject, List.of()).forEach((sample) -> points.add(sample.since(averaged)));
			Series series = Series.of(points, start, end, OVERVIEW_STEP);
			Point last = latest.get(subject);
			glances.put(subject,
					new Glance((last != null) ? LatestFigures.of(last, shown(subject)) : null,
							new ShortSeries(start, series.stepMs(),
									FigureNames.arrays(series.figures(), shown(subject))),
							failures(failures, subject)));
		}
		return glances;
	}

	/**
	 * Returns the servers or instances that do not answer.
	 * @param subject a cluster, application, server or cache
	 * @return those that are, or belong to, it
	 */
	public List<FailureView> failures(Subject subject) {
		return failures(this.failures.findAll(), subject);
	}

	private static List<FailureView> failures(Map<Subject, Failure> failures, Subject subject) {
		List<FailureView> views = new ArrayList<>();
		failures.forEach((failed, failure) -> {
			if (concerns(failed, subject)) {
				views.add(FailureView.of(failed, failure));
			}
		});
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
			case APPLICATION, INSTANCE -> Figure.OF_APPLICATIONS;
			case CACHE -> Figure.OF_CACHES;
		};
	}

	/**
	 * Something at a glance.
	 *
	 * @param latest its last figures, or {@code null} if there are none
	 * @param lastHour its figures over the last hour, in sixty steps
	 * @param failures those of its servers or instances that do not answer
	 */
	public record Glance(@Nullable LatestFigures latest, ShortSeries lastHour, List<FailureView> failures) {
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
