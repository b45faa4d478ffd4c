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

package dev.larder.admin.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ApplicationSource;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.CredentialRules;
import dev.larder.admin.application.Origin;
import dev.larder.admin.application.SourceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The applications whose instances have registered themselves, here or with another
 * instance of the service that shares the database. While that is away, what it told last
 * stays: no instance could renew itself meanwhile.
 */
class RegisteredApplications implements ApplicationSource {

	private static final Logger logger = LoggerFactory.getLogger(RegisteredApplications.class);

	private final RegistrationStore store;

	private final int maxInstances;

	private final CredentialRules rules;

	private final Clock clock;

	private volatile List<ClientApplication> applications = List.of();

	private volatile SourceStatus status = new SourceStatus(Origin.REGISTERED, null, null, null, List.of());

	RegisteredApplications(RegistrationStore store, int maxInstances, CredentialRules rules, Clock clock) {
		this.store = store;
		this.maxInstances = maxInstances;
		this.rules = rules;
		this.clock = clock;
	}

	@Override
	public List<ClientApplication> applications() {
		return this.applications;
	}

	@Override
	public SourceStatus status() {
		return this.status;
	}

	/**
	 * Reads the registered instances.
	 */
	@Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
	synchronized void refresh() {
		SourceStatus before = this.status;
		Instant now = this.clock.instant();
		try {
			this.applications = applications(this.store.findAll(now, this.maxInstances));
			this.status = new SourceStatus(Origin.REGISTERED, now, null, null, List.of());
		}
		catch (DataAccessException ex) {
			if (before.failingSince() == null) {
				logger.warn("The database does not answer; registered instances are those it told last: {}",
						ex.toString());
			}
			this.status = new SourceStatus(Origin.REGISTERED, before.refreshedAt(),
					(before.failingSince() != null) ? before.failingSince() : now, "the database does not answer",
					List.of());
		}
	}

	/**
	 * Removes instances that have not been renewed.
	 */
	@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void prune() {
		try {
			int removed = this.store.prune(this.clock.instant());
			logger.debug("Removed {} registered instances that had expired", removed);
		}
		catch (DataAccessException ex) {
			logger.warn("Registered instances that have expired cannot be removed: {}", ex.toString());
		}
	}

	private List<ClientApplication> applications(List<Registration> registrations) {
		Map<String, List<ApplicationInstance>> instances = registrations.stream()
			.collect(Collectors.groupingBy(Registration::application, TreeMap::new,
					Collectors.mapping(RegisteredApplications::instance, Collectors.toList())));
		return instances.entrySet()
			.stream()
			.map((entry) -> new ClientApplication(entry.getKey(), entry.getValue(), null,
					this.rules.access(entry.getKey())))
			.toList();
	}

	private static ApplicationInstance instance(Registration registration) {
		return ApplicationInstance.parse(registration.managementUrl(), Origin.REGISTERED);
	}

}
