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
package dev.larder.sample.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;

import dev.larder.sample.city.City;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

import org.springframework.core.NestedExceptionUtils;

/**
 * Reads cities from comma-separated values. Each line is parsed by itself, so that a
 * missing quotation mark spoils one line, and an error names that line.
 */
class CityReader {

	private static final String HEADER = "id,name,country,admin1,latitude,longitude,population";

	private final ObjectReader lineReader;

	CityReader() {
		CsvMapper mapper = CsvMapper.builder()
			.enable(CsvReadFeature.FAIL_ON_MISSING_COLUMNS)
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.withCoercionConfigDefaults(
					(coercions) -> coercions.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
			.build();
		CsvSchema.Builder schema = CsvSchema.builder();
		for (String column : HEADER.split(",", -1)) {
			schema.addColumn(column);
		}
		this.lineReader = mapper.readerFor(City.class).with(schema.build());
	}

	/**
	 * Reads all cities.
	 * @param lines the header and then a line for each city
	 * @param description what is read, for error messages
	 * @param action what to do with each city
	 * @throws IOException if the lines cannot be read
	 * @throws InvalidDatasetException if a line is not what it should be
	 */
	void read(BufferedReader lines, String description, Consumer<City> action) throws IOException {
		if (!HEADER.equals(lines.readLine())) {
			throw new InvalidDatasetException(description, 1, "the header must be " + HEADER);
		}
		long number = 1;
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			number++;
			action.accept(parse(line, description, number));
		}
	}

	private City parse(String line, String description, long number) {
		if (line.isBlank()) {
			throw new InvalidDatasetException(description, number, "the line is blank");
		}
		try {
			return this.lineReader.readValue(line);
		}
		catch (JacksonException ex) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			String problem = (cause instanceof JacksonException jackson) ? jackson.getOriginalMessage()
					: cause.getMessage();
			throw new InvalidDatasetException(description, number, problem + ": " + line, ex);
		}
	}

}
