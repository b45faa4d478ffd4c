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
package dev.larder.admin.discovery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.application.ApplicationSource;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.CredentialRules;
import dev.larder.admin.application.Origin;
import dev.larder.admin.application.SourceStatus;
import dev.larder.admin.configuration.DiscoveryProperties;
import dev.larder.admin.fanout.OutOfMemoryExit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The applications that a registry knows, as it told last. It is asked on a thread of its
 * own, so that nobody waits for it; while it fails, the last list stays.
 */
class DiscoveredApplications implements ApplicationSource, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(DiscoveredApplications.class);

	private final DiscoveryClient registry;

	private final DiscoveryProperties properties;

	private final CredentialRules rules;

	private final Clock clock;

	private volatile Found found = new Found(List.of(),
			new SourceStatus(Origin.DISCOVERED, null, null, null, List.of()));

	private @Nullable ScheduledExecutorService executor;

	DiscoveredApplications(DiscoveryClient registry, DiscoveryProperties properties, CredentialRules rules,
			Clock clock) {
		this.registry = registry;
		this.properties = properties;
		this.rules = rules;
		this.clock = clock;
	}

	@Override
	public List<ClientApplication> applications() {
		return this.found.applications();
	}

	@Override
	public SourceStatus status() {
		return this.found.status();
	}

	/**
	 * Asks the registry.
	 */
	void refresh() {
		Found before = this.found;
		DiscoveryRound round = new DiscoveryRound(this.registry, this.properties, this.rules);
		try {
			round.run();
		}
		catch (RuntimeException ex) {
			this.found = before.failed(this.clock.instant(), ex);
			if (before.status().failingSince() == null) {
				logger.warn("The registry does not answer; what it told last is still used: {}",
						this.found.status().failure());
			}
			return;
		}
		this.found = new Found(round.applications(),
				new SourceStatus(Origin.DISCOVERED, this.clock.instant(), null, null, round.skipped()));
		if (before.status().failingSince() != null) {
			logger.info("The registry answers again");
		}
		if (!round.skipped().equals(before.status().skipped())) {
			logger.warn("Not everything in the registry can be asked: {}", round.skipped());
		}
	}

	private void run() {
		try {
			refresh();
		}
		catch (Throwable ex) {
			OutOfMemoryExit.check(ex);
			logger.error("Asking the registry failed; it is tried again", ex);
		}
	}

	@Override
	public synchronized void start() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("discovery-");
		threads.setDaemon(true);
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(threads);
		this.executor = executor;
		// It reports its failures itself
		ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(this::run, 0, this.properties.interval().toMillis(),
				TimeUnit.MILLISECONDS);
	}

	@Override
	public synchronized void stop() {
		if (this.executor != null) {
			this.executor.shutdownNow();
			this.executor = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

	/**
	 * What a registry told, and when.
	 *
	 * @param applications the applications
	 * @param status how current they are
	 */
	private record Found(List<ClientApplication> applications, SourceStatus status) {

		Found {
			applications = List.copyOf(applications);
		}

		Found failed(Instant now, RuntimeException ex) {
			Instant since = this.status.failingSince();
			return new Found(this.applications, new SourceStatus(Origin.DISCOVERED, this.status.refreshedAt(),
					(since != null) ? since : now, RegistryText.of(ex.getMessage()), this.status.skipped()));
		}

	}

}
