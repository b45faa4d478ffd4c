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

import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.configuration.AdminProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes audit events past their retention, unless the database keeps the service from
 * it: then that is the work of whoever owns the table, of which the log reminds once.
 */
@Component
class AuditPruning {

	private static final Logger logger = LoggerFactory.getLogger(AuditPruning.class);

	/**
	 * The SQLSTATE of PostgreSQL.
	 */
	private static final String PERMISSION_DENIED = "42501";

	private final AuditEventStore store;

	private final AdminProperties.Audit settings;

	private boolean reminded;

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
			if (!isRefused(ex)) {
				logger.warn("Audit events past their retention cannot be removed: {}", ex.toString());
			}
			else if (!this.reminded) {
				logger.info("The database's user may not remove audit events. Those past their retention are to be"
						+ " removed by the owner of the table 'audit_event'");
				this.reminded = true;
			}
		}
	}

	private static boolean isRefused(DataAccessException ex) {
		return ex.getMostSpecificCause() instanceof SQLException cause && PERMISSION_DENIED.equals(cause.getSQLState());
	}

}
