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

package dev.larder.admin.operation;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.configuration.AdminProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends operations that nobody does any more, and removes those past their retention.
 */
@Component
class OperationHousekeeping {

	private static final Logger logger = LoggerFactory.getLogger(OperationHousekeeping.class);

	private final OperationStore store;

	private final OperationRunner runner;

	private final OperationAudit audit;

	private final AdminProperties.Operations settings;

	OperationHousekeeping(OperationStore store, OperationRunner runner, OperationAudit audit,
			AdminProperties properties) {
		this.store = store;
		this.runner = runner;
		this.audit = audit;
		this.settings = properties.operations();
	}

	/**
	 * Says of the operations that nobody does any more that they were interrupted.
	 */
	@Scheduled(fixedDelay = 5000)
	void interruptAbandoned() {
		try {
			for (String id : this.runner.interruptAbandoned()) {
				this.store.find(id)
					.ifPresent((operation) -> this.audit.recordSystem(operation, operation.state().name()));
			}
		}
		catch (DataAccessException ex) {
			logger.debug("The database does not answer", ex);
		}
	}

	/**
	 * Removes operations past their retention.
	 */
	@Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void prune() {
		try {
			int removed = this.store.prune(Instant.now().minus(this.settings.retention()), this.settings.maxCount());
			logger.debug("Removed {} operations past their retention", removed);
		}
		catch (DataAccessException ex) {
			logger.warn("Operations past their retention cannot be removed: {}", ex.toString());
		}
	}

}
