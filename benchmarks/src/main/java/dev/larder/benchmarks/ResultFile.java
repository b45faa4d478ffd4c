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
package dev.larder.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.larder.benchmarks.result.Measurement;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the measurement of a suite until the report is written.
 *
 * @param path the file
 */
record ResultFile(Path path) {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	boolean exists() {
		return Files.exists(this.path);
	}

	void write(Measurement measurement) {
		MAPPER.writerWithDefaultPrettyPrinter().writeValue(this.path.toFile(), measurement);
	}

	Measurement read() {
		try {
			return MAPPER.readValue(this.path.toFile(), Measurement.class);
		}
		catch (JacksonException ex) {
			throw new IllegalStateException(
					this.path + " holds no result of this version. Measure again, or delete it.", ex);
		}
	}

}
