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
package dev.larder.autoconfigure.registration;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Registers this instance at the admin service as soon as its server is there, renews
 * that, and leaves before the server ends. All but leaving is done on a thread of its
 * own, and whatever goes wrong is a line in the log now and then: the application goes on
 * as if there were no admin service.
 */
final class InstanceRegistration implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(InstanceRegistration.class);

	/**
	 * The share of each wait by which it is longer or shorter.
	 */
	private static final double JITTER = 0.1;

	private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

	private static final Duration LOG_INTERVAL = Duration.ofMinutes(10);

	private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(2);

	private final AdminClientProperties properties;

	private final List<URI> services;

	private final RegistrationClient client;

	private final ManagementUrl managementUrl;

	private final String application;

	private final boolean exposed;

	private @Nullable ScheduledExecutorService executor;

	private volatile @Nullable Registered registered;

	private int failures;

	private long loggedAt;

	private boolean failing;

	InstanceRegistration(AdminClientProperties properties, RegistrationClient client, ManagementUrl managementUrl,
			String application, boolean exposed) {
		this.properties = properties;
		this.services = properties.services();
		this.client = client;
		this.managementUrl = managementUrl;
		this.application = application;
		this.exposed = exposed;
	}

	/**
	 * Begins, after all servers: the default phase is the last one.
	 */
	@Override
	public synchronized void start() {
		if (this.executor != null) {
			return;
		}
		CustomizableThreadFactory threads = new CustomizableThreadFactory("larder-registration-");
		threads.setDaemon(true);
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(threads);
		this.executor = executor;
		schedule(executor, Duration.ZERO);
	}

	private void schedule(ScheduledExecutorService executor, Duration wait) {
		synchronized (this) {
			if (executor == this.executor) {
				double share = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble();
				// It reports its failures itself
				ScheduledFuture<?> unused = executor.schedule(() -> run(executor), (long) (wait.toNanos() * share),
						TimeUnit.NANOSECONDS);
			}
		}
	}

	private void run(ScheduledExecutorService executor) {
		Duration wait = this.properties.interval();
		try {
			if (!this.exposed) {
				logger
					.warn("This instance is not registered at the admin service, as its endpoint 'larder' is not on the"
							+ " web: add the dependency 'spring-boot-starter-actuator' if it is missing, and 'larder' to"
							+ " 'management.endpoints.web.exposure.include'");
				return;
			}
			wait = renew();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return;
		}
		catch (RuntimeException ex) {
			failed(ex.toString());
		}
		schedule(executor, wait);
	}

	/**
	 * Tells the first service that answers.
	 * @return how long to wait before the next time
	 */
	private Duration renew() throws InterruptedException {
		StringBuilder reasons = new StringBuilder();
		for (URI service : this.services) {
			try {
				URI url = url(service);
				RegistrationReply reply = this.client.register(service, this.application, url);
				String id = reply.id();
				if (id != null) {
					succeeded(new Registered(service, id, url));
					return next(reply.renewWithin());
				}
				append(reasons, service, reply.reason());
			}
			catch (IOException ex) {
				append(reasons, service, String.valueOf(ex.getMessage()));
			}
		}
		failed(reasons.toString());
		Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(this.failures++, 10));
		return (wait.compareTo(this.properties.interval()) < 0) ? wait : this.properties.interval();
	}

	private URI url(URI service) throws IOException {
		if (this.properties.serviceUrl() != null) {
			return URI.create(this.properties.serviceUrl());
		}
		URI url = this.managementUrl.find(service);
		if (url == null) {
			throw new IOException("this instance has no web server with management endpoints; if it is reached through"
					+ " another, set '" + AdminClientProperties.PREFIX + "service-url'");
		}
		return url;
	}

	/**
	 * Two renewals may be lost before the registration is.
	 */
	private Duration next(@Nullable Duration renewWithin) {
		Duration interval = this.properties.interval();
		if (renewWithin == null || renewWithin.dividedBy(3).compareTo(interval) >= 0) {
			return interval;
		}
		return renewWithin.dividedBy(3).compareTo(FIRST_RETRY) > 0 ? renewWithin.dividedBy(3) : FIRST_RETRY;
	}

	private static void append(StringBuilder reasons, URI service, String reason) {
		reasons.append(reasons.isEmpty() ? "" : "; ").append(service).append(": ").append(reason);
	}

	private void succeeded(Registered now) {
		Registered before = this.registered;
		this.registered = now;
		if (this.failing || !now.equals(before)) {
			logger.info("Registered at the admin service " + now.service() + " as an instance of '" + this.application
					+ "' at " + now.url());
		}
		this.failures = 0;
		this.failing = false;
	}

	private void failed(String reason) {
		long now = System.nanoTime();
		if (!this.failing || now - this.loggedAt >= LOG_INTERVAL.toNanos()) {
			this.loggedAt = now;
			logger.warn("This instance is not registered at the admin service, which is tried again: " + reason);
		}
		this.failing = true;
	}

	/**
	 * Leaves, in bounded time, before any server ends.
	 */
	@Override
	public void stop() {
		ScheduledExecutorService executor;
		synchronized (this) {
			executor = this.executor;
			this.executor = null;
		}
		if (executor == null) {
			return;
		}
		executor.shutdownNow();
		try {
			executor.awaitTermination(LEAVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			Registered registered = this.registered;
			this.registered = null;
			if (registered != null) {
				this.client.leave(registered.service(), registered.id(), LEAVE_TIMEOUT);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			logger.debug("The admin service was not told that this instance ends; it will forget it", ex);
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

	/**
	 * Where this instance is registered.
	 *
	 * @param service the URL of the admin service
	 * @param id the id of the registration
	 * @param url the URL it is registered with
	 */
	private record Registered(URI service, String id, URI url) {
	}

}
