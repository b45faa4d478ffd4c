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
package dev.larder.admin.application;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.configuration.AdminProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Makes the HTTP clients that instances are asked with: for each SSL bundle, so that no
 * connection made with one certificate is used with another, and for each place that
 * instances are known from, so that none is used that another rule of addresses allowed.
 * Redirects are not followed: they would take the credentials elsewhere.
 */
@Component
class InstanceClients implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(InstanceClients.class);

	/**
	 * Longer than an instance takes to look at all its keys.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration IDLE = Duration.ofSeconds(30);

	private final RestClient.Builder builder;

	private final AdminProperties properties;

	private final SslBundles bundles;

	private final AddressRules addresses;

	private final ScheduledExecutorService timer;

	private final Map<Origin, Clients> withoutBundle;

	private final Map<String, Map<Origin, Clients>> withBundle = new ConcurrentHashMap<>();

	InstanceClients(RestClient.Builder builder, AdminProperties properties, SslBundles bundles,
			AddressRules addresses) {
		this.builder = builder;
		this.properties = properties;
		this.bundles = bundles;
		this.addresses = addresses;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("target-timer-");
		threads.setDaemon(true);
		this.timer = Executors.newSingleThreadScheduledExecutor(threads);
		this.withoutBundle = create(null);
		ScheduledFuture<?> unused = this.timer.scheduleWithFixedDelay(() -> closeIdleConnections(IDLE), IDLE.toMillis(),
				IDLE.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Makes the clients for a bundle, and others whenever the bundle is updated.
	 * @param name the bundle's name
	 * @throws IllegalArgumentException if there is none of that name, or nothing can be
	 * made of it; the message tells why
	 */
	void prepare(String name) {
		if (this.withBundle.containsKey(name)) {
			return;
		}
		try {
			this.withBundle.put(name, create(this.bundles.getBundle(name)));
			this.bundles.addBundleUpdateHandler(name, (updated) -> update(name, updated));
		}
		catch (NoSuchSslBundleException ex) {
			throw new IllegalArgumentException(
					"there is no SSL bundle '" + name + "'; there are: " + this.bundles.getBundleNames(), ex);
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException("the SSL bundle '" + name + "' cannot be used: " + reason(ex), ex);
		}
	}

	private void update(String name, SslBundle updated) {
		try {
			Map<Origin, Clients> before = this.withBundle.put(name, create(updated));
			if (before != null) {
				// Not in the middle of a request
				ScheduledFuture<?> unused = this.timer.schedule(() -> before.values().forEach(Clients::close),
						PATIENCE.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
			}
			logger.info("Instances are asked with what the SSL bundle '{}' holds now", name);
		}
		catch (RuntimeException ex) {
			logger.warn("Instances are still asked with what the SSL bundle '{}' held before, as it cannot be used: {}",
					name, reason(ex));
		}
	}

	private static @Nullable String reason(RuntimeException ex) {
		return NestedExceptionUtils.getMostSpecificCause(ex).getMessage();
	}

	/**
	 * Returns the client for an instance. To be asked for each request, as bundles are
	 * updated.
	 * @param application the instance's application, whose bundle was prepared
	 * @param instance the instance
	 * @return the client
	 */
	RestClient client(ClientApplication application, ApplicationInstance instance) {
		return clients(application, instance).usual();
	}

	/**
	 * Returns the client for an instance that waits longer for answers: for what makes
	 * the instance look at all its keys.
	 * @param application the instance's application, whose bundle was prepared
	 * @param instance the instance
	 * @return the client
	 */
	RestClient patientClient(ClientApplication application, ApplicationInstance instance) {
		return clients(application, instance).patient();
	}

	private Clients clients(ClientApplication application, ApplicationInstance instance) {
		String bundle = application.access().sslBundle();
		Map<Origin, Clients> clients = (bundle != null)
				? Objects.requireNonNull(this.withBundle.get(bundle), "not prepared") : this.withoutBundle;
		return Objects.requireNonNull(clients.get(instance.origin()));
	}

	private Map<Origin, Clients> create(@Nullable SslBundle bundle) {
		Map<Origin, Clients> clients = new EnumMap<>(Origin.class);
		for (Origin origin : Origin.values()) {
			InstanceConnections usual = connections(origin, bundle, this.properties.readTimeout());
			InstanceConnections patient = connections(origin, bundle, PATIENCE);
			clients.put(origin, new Clients(usual, client(usual, this.properties.readTimeout()), patient,
					client(patient, PATIENCE)));
		}
		return clients;
	}

	private InstanceConnections connections(Origin origin, @Nullable SslBundle bundle, Duration readTimeout) {
		return new InstanceConnections(origin, bundle, this.addresses, this.properties.connectTimeout(), readTimeout);
	}

	private RestClient client(InstanceConnections connections, Duration timeout) {
		BoundedRequestFactory requests = new BoundedRequestFactory(connections.client(), timeout, this.timer);
		return this.builder.clone().requestFactory(requests).build();
	}

	/**
	 * Closes connections that nobody uses.
	 * @param idle for how long nobody has
	 */
	void closeIdleConnections(Duration idle) {
		try {
			this.withoutBundle.values().forEach((clients) -> clients.closeIdle(idle));
			this.withBundle.values().forEach((bundle) -> bundle.values().forEach((clients) -> clients.closeIdle(idle)));
		}
		catch (RuntimeException ex) {
			logger.warn("Connections to instances that nobody uses cannot be closed", ex);
		}
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
		this.withoutBundle.values().forEach(Clients::close);
		this.withBundle.values().forEach((clients) -> clients.values().forEach(Clients::close));
	}

	/**
	 * The clients for instances that are known from the same place.
	 *
	 * @param usualConnections those of the usual client
	 * @param usual for most requests
	 * @param patientConnections those of the patient client
	 * @param patient for those that take their time
	 */
	private record Clients(InstanceConnections usualConnections, RestClient usual,
			InstanceConnections patientConnections, RestClient patient) {

		private void closeIdle(Duration idle) {
			this.usualConnections.closeIdle(idle);
			this.patientConnections.closeIdle(idle);
		}

		private void close() {
			this.usualConnections.close();
			this.patientConnections.close();
		}

	}

}
