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
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import dev.larder.sample.city.City;
import dev.larder.sample.city.CityRepository;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.StopWatch;

/**
 * Fills an empty database before the first request is let in: all cities or none. A
 * database that has cities, because another instance filled it, is left as it is.
 */
@Component
class CityImporter implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(CityImporter.class);

	private static final int BATCH_SIZE = 5_000;

	private static final int PROGRESS_INTERVAL = 50_000;

	private final CityRepository repository;

	private final TransactionOperations transactions;

	private final Resource resource;

	CityImporter(CityRepository repository, TransactionOperations transactions, AtlasProperties properties) {
		this.repository = repository;
		this.transactions = transactions;
		this.resource = properties.cities();
	}

	@Override
	public void afterSingletonsInstantiated() {
		long present = this.repository.count();
		if (present > 0) {
			logger.info("Found %,d cities in the database".formatted(present));
			return;
		}
		StopWatch watch = new StopWatch();
		watch.start();
		this.transactions.executeWithoutResult((status) -> importAll());
		watch.stop();
		logger.info("Loaded %,d cities in %.1f s".formatted(this.repository.count(), watch.getTotalTimeSeconds()));
	}

	private void importAll() {
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(new GZIPInputStream(this.resource.getInputStream()), StandardCharsets.UTF_8))) {
			Batches batches = new Batches();
			new CityReader().read(lines, this.resource.getDescription(), batches::add);
			batches.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + this.resource.getDescription(), ex);
		}
	}

	/** Gathers cities into batches and reports the progress. */
	private final class Batches {

		private final List<City> batch = new ArrayList<>(BATCH_SIZE);

		private int written;

		void add(City city) {
			this.batch.add(city);
			if (this.batch.size() == BATCH_SIZE) {
				flush();
			}
		}

		void flush() {
			if (this.batch.isEmpty()) {
				return;
			}
			CityImporter.this.repository.add(this.batch);
			this.written += this.batch.size();
			this.batch.clear();
			if (this.written % PROGRESS_INTERVAL == 0) {
				logger.info("Loading cities: %,d so far".formatted(this.written));
			}
		}

	}

}
