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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.larder.sample.city.City;
import dev.larder.sample.city.CityRepository;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@JdbcTest
@Import(CityRepository.class)
class CityImporterTests {

	private static final String HEADER = "id,name,country,admin1,latitude,longitude,population\n";

	private static final String ULM = "2820256,Ulm,DE,01,48.39841,9.99155,120451\n";

	@Autowired
	private CityRepository repository;

	@Autowired
	private TransactionOperations transactions;

	@Test
	void importsAllCities() {
		importer(new ClassPathResource("cities.csv.gz")).afterSingletonsInstantiated();
		assertThat(this.repository.count()).isEqualTo(135_233);
	}

	@Test
	void leavesADatabaseThatHasCitiesAsItIs() throws IOException {
		this.repository.add(List.of(new City(1, "Bonn", "DE", "07", 50.73438, 7.09549, 313_125)));
		importer(gzip(HEADER + ULM)).afterSingletonsInstantiated();
		assertThat(this.repository.count()).isOne();
	}

	@Test
	void failsOnALineThatIsWrong() throws IOException {
		CityImporter importer = importer(gzip(HEADER + ULM + "Ulm\n"));
		assertThatExceptionOfType(InvalidDatasetException.class).isThrownBy(importer::afterSingletonsInstantiated)
			.withMessageContaining("line 3");
	}

	@Test
	void failsOnAFileThatIsNotCompressed() {
		CityImporter importer = importer(
				new ByteArrayResource((HEADER + ULM).getBytes(StandardCharsets.UTF_8), "plain cities"));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(importer::afterSingletonsInstantiated)
			.withMessageContaining("plain cities");
	}

	@Test
	void failsOnAFileThatIsAbsent() {
		CityImporter importer = importer(new ClassPathResource("nowhere.csv.gz"));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(importer::afterSingletonsInstantiated)
			.withMessageContaining("nowhere.csv.gz");
	}

	private CityImporter importer(Resource resource) {
		return new CityImporter(this.repository, this.transactions, new AtlasProperties(resource));
	}

	private static Resource gzip(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(bytes)) {
			out.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return new ByteArrayResource(bytes.toByteArray());
	}

}
