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

package dev.larder.admin.audit;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.configuration.AdminProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes audit events past their retention.
 */
@Component
class AuditPruning {

	private static final Logger logger = LoggerFactory.getLogger(AuditPruning.class);

	private final AuditEventStore store;

	private final AdminProperties.Audit settings;

	AuditPruning(AuditEventStore store, AdminProperties properties) {
		this.store = store;
		this.settings = properties.audit();
	}

	@Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void prune() {
		try {
			int removed = this.store.prune(Instant.now().minus(this.settings.retention()), this.settings.maxCount());
			logger.debug("Removed {} audit events past their retention", removed);
		}
		catch (DataAccessException ex) {
			logger.warn("Audit events past their retention cannot be removed: {}", ex.toString());
		}
	}

}
