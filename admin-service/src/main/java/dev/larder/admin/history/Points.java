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

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Sums of points of several servers, instances or caches.
 */
final class Points {

	private Points() {
	}

	/**
	 * Returns the sum of points that are of about the same time.
	 * @param points the points, one at least
	 * @return their sum, over the time from the first beginning to the last end
	 */
	static Point sum(Collection<Point> points) {
		Instant to = points.stream().map(Point::to).max(Instant::compareTo).orElseThrow();
		Instant from = points.stream().map(Point::from).min(Instant::compareTo).orElseThrow();
		Figures sum = points.stream().map(Point::figures).reduce(Figures.NONE, Figures::plus);
		return new Point(from, to, sum);
	}

	/**
	 * Returns a sum that says of how many.
	 * @param points the points, one at least
	 * @return the sum, with the number of points
	 */
	static Point total(Collection<Point> points) {
		Point sum = sum(points);
		Figures reporting = Figures.of(Map.of(Figure.REPORTING, (double) points.size()));
		return new Point(sum.from(), sum.to(), sum.figures().plus(reporting));
	}

}
