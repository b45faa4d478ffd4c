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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import dev.larder.admin.configuration.AdminProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Makes the HTTP clients that instances are asked with: one for each SSL bundle, so that
 * no connection made with one certificate is used with another. Redirects are not
 * followed: they would take the credentials elsewhere. The JDK's client checks that
 * certificates are for the host that is asked.
 */
@Component
class InstanceClients {

	private static final Logger logger = LoggerFactory.getLogger(InstanceClients.class);

	/**
	 * Longer than an instance takes to look at all its keys.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final RestClient.Builder builder;

	private final HttpClientSettings settings;

	private final SslBundles bundles;

	private final Pair withoutBundle;

	private final Map<String, Pair> withBundle = new ConcurrentHashMap<>();

	InstanceClients(RestClient.Builder builder, AdminProperties properties, SslBundles bundles) {
		this.builder = builder;
		this.settings = HttpClientSettings.defaults()
			.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withTimeouts(properties.connectTimeout(), properties.readTimeout());
		this.bundles = bundles;
		this.withoutBundle = create(null);
	}

	/**
	 * Makes the client for a bundle, and another whenever the bundle is updated.
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
			this.withBundle.put(name, create(updated));
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
	 * Returns the client for a bundle. To be asked for each request, as bundles are
	 * updated.
	 * @param bundle the name of a bundle that was prepared, or {@code null} for none
	 * @return the client
	 */
	RestClient client(@Nullable String bundle) {
		return pair(bundle).usual();
	}

	/**
	 * Returns the client for a bundle that waits longer for answers: for what makes an
	 * instance look at all its keys.
	 * @param bundle the name of a bundle that was prepared, or {@code null} for none
	 * @return the client
	 */
	RestClient patientClient(@Nullable String bundle) {
		return pair(bundle).patient();
	}

	private Pair pair(@Nullable String bundle) {
		return (bundle != null) ? Objects.requireNonNull(this.withBundle.get(bundle), "not prepared")
				: this.withoutBundle;
	}

	private Pair create(@Nullable SslBundle bundle) {
		HttpClientSettings settings = this.settings.withSslBundle(bundle);
		return new Pair(build(settings), build(settings.withReadTimeout(PATIENCE)));
	}

	private RestClient build(HttpClientSettings settings) {
		ClientHttpRequestFactory requestFactory = ClientHttpRequestFactoryBuilder.jdk()
			.withCustomizer((factory) -> factory.enableCompression(false))
			.build(settings);
		return this.builder.clone().requestFactory(requestFactory).build();
	}

	/**
	 * The clients for a bundle.
	 *
	 * @param usual for most requests
	 * @param patient for those that take their time
	 */
	private record Pair(RestClient usual, RestClient patient) {

	}

}
