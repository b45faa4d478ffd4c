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

package dev.larder.benchmarks.report;

import java.nio.file.Path;
import java.time.LocalDate;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A result with when and where it was measured, as it is kept from run to run.
 *
 * @param date the day
 * @param seconds how long it took
 * @param quick whether it was measured only to see that it works
 * @param environment where it was measured
 * @param result what was found
 */
public record Measurement(LocalDate date, long seconds, boolean quick, Environment environment, SuiteResult result) {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	public void write(Path file) {
		MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
	}

	public static Measurement read(Path file) {
		try {
			return MAPPER.readValue(file.toFile(), Measurement.class);
		}
		catch (JacksonException ex) {
			throw new IllegalStateException(file + " holds no result of this version. Measure again, or delete it.",
					ex);
		}
	}

}
