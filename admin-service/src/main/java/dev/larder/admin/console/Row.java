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
package dev.larder.admin.console;

import java.util.List;
import java.util.Map;

import dev.larder.admin.history.FailureView;
import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.history.LatestFigures;
import dev.larder.admin.history.Subject;
import dev.larder.admin.overview.Overview;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Something with figures, in a row of a table.
 *
 * @param name its name
 * @param path the page about it
 * @param figures its last figures, by name; none if nothing of it answers, as they are
 * not those of now
 * @param lastHour its figures over the last hour
 * @param failures who of it does not answer
 * @param targets how many should
 */
record Row(String name, String path, Map<String, Double> figures, Map<String, List<@Nullable Double>> lastHour,
		List<FailureView> failures, int targets) {

	static Row cluster(Overview.Item item) {
		return of(item, path("/clusters/{name}", item.name()));
	}

	static Row application(Overview.Item item) {
		return of(item, path("/applications/{name}", item.name()));
	}

	private static Row of(Overview.Item item, String path) {
		return new Row(item.name(), path, figures(isSilent(item.failures(), item.targets()) ? null : item.latest()),
				item.lastHour().figures(), item.failures(), item.targets());
	}

	static Row server(Subject server, HistoryReader.Glance glance) {
		return new Row(server.name(), path("/clusters/{cluster}/servers/{id}", server.group(), server.name()),
				figures(glance.failures().isEmpty() ? glance.latest() : null), glance.lastHour().figures(),
				glance.failures(), 1);
	}

	static Row cache(Subject cache, HistoryReader.Glance glance) {
		return new Row(cache.name(), cachePath(cache.group(), cache.name()), figures(glance.latest()),
				glance.lastHour().figures(), List.of(), 1);
	}

	static String cachePath(String application, String name) {
		return path("/applications/{application}/cache?name={name}", application, name);
	}

	private static Map<String, Double> figures(@Nullable LatestFigures latest) {
		return (latest != null) ? latest.figures() : Map.of();
	}

	private static String path(String template, Object... names) {
		return UriComponentsBuilder.fromUriString(template).encode().buildAndExpand(names).toUriString();
	}

	/**
	 * Returns whether nothing of this answers.
	 */
	boolean isSilent() {
		return isSilent(this.failures, this.targets);
	}

	private static boolean isSilent(List<FailureView> failures, int targets) {
		return targets > 0 && failures.size() >= targets;
	}

	/**
	 * Returns that this does not answer.
	 * @return the failure, or {@code null} if it does
	 */
	public @Nullable FailureView failure() {
		return this.failures.isEmpty() ? null : this.failures.get(0);
	}

}
