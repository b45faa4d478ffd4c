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
import java.util.List;
import java.util.Map;

/**
 * The last figures of something.
 *
 * @param from when the time begins that rates are averages over
 * @param to when it ends, and all else is from
 * @param figures the figures that are known, by name
 */
public record LatestFigures(Instant from, Instant to, Map<String, Double> figures) {

	static LatestFigures of(Point point, List<Figure> shown) {
		return new LatestFigures(point.from(), point.to(), FigureNames.known(point.figures(), shown));
	}

}
