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
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import dev.larder.sample.city.City;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CityReaderTests {

	private static final String HEADER = "id,name,country,admin1,latitude,longitude,population\n";

	private static final String SHANGHAI = "1796236,Shanghai,CN,23,31.22222,121.45806,22315474\n";

	@Test
	void readsACity() throws IOException {
		assertThat(read(HEADER + SHANGHAI))
			.containsExactly(new City(1796236, "Shanghai", "CN", "23", 31.22222, 121.45806, 22315474));
	}

	@Test
	void readsANameWithCommasAndQuotationMarks() throws IOException {
		assertThat(read(HEADER + "7,\"Villa \"\"Frei\"\", Ñuñoa, Santiago\",CL,,-33.46069,-70.58024,15000\n"))
			.extracting(City::name)
			.containsExactly("Villa \"Frei\", Ñuñoa, Santiago");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			x1,Ulm,DE,01,48.39841,9.99155,120451       | from String "x1"
			1.5,Ulm,DE,01,48.39841,9.99155,120451      | from String "1.5"
			,Ulm,DE,01,48.39841,9.99155,120451         | empty String
			1,,DE,01,48.39841,9.99155,120451           | 'name' must not be empty
			1,Ulm,Germany,01,48.39841,9.99155,120451   | 'country' must be two upper-case letters but is 'Germany'
			1,Ulm,DE,01,90.1,9.99155,120451            | 'latitude' must be between -90 and 90 but is 90.1
			1,Ulm,DE,01,NaN,9.99155,120451             | 'latitude' must be between -90 and 90 but is NaN
			1,Ulm,DE,01,48.39841,-181,120451           | 'longitude' must be between -180 and 180 but is -181.0
			1,Ulm,DE,01,48.39841,9.99155,-1            | 'population' must not be negative but is -1
			1,Ulm,DE,01,48.39841,9.99155,              | empty String
			1,Ulm,DE,01,48.39841,9.99155               | Not enough column values
			1,Ulm,DE,01,48.39841,9.99155,120451,more   | Too many entries
			1,"Ulm,DE,01,48.39841,9.99155,120451       | closing quote
			1                                          | Not enough column values
			~~                                         | the line is blank
			""")
	void namesTheLineThatIsWrongAndWhatIsWrongWithIt(String line, String problem) {
		assertThatExceptionOfType(InvalidDatasetException.class)
			.isThrownBy(() -> read(HEADER + SHANGHAI + line + "\n" + SHANGHAI))
			.withMessageStartingWith("cities in test, line 3: ")
			.withMessageContaining(problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "id,name\n", "name,id,country,admin1,latitude,longitude,population\n" })
	void refusesAnotherHeader(String header) {
		assertThatExceptionOfType(InvalidDatasetException.class).isThrownBy(() -> read(header))
			.withMessageStartingWith("cities in test, line 1: the header must be id,name,");
	}

	private static List<City> read(String text) throws IOException {
		List<City> cities = new ArrayList<>();
		new CityReader().read(new BufferedReader(new StringReader(text)), "cities in test", cities::add);
		return cities;
	}

}
