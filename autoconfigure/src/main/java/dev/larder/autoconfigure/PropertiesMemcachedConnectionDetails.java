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
package dev.larder.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * The memcached servers of the properties.
 */
final class PropertiesMemcachedConnectionDetails implements MemcachedConnectionDetails {

	private static final String BUNDLE = "larder.memcached.ssl.bundle";

	private final List<Node> nodes;

	private final LarderProperties.Memcached properties;

	private final @Nullable SslBundles sslBundles;

	private final @Nullable SslBundle usual;

	PropertiesMemcachedConnectionDetails(LarderSettings settings, @Nullable SslBundles sslBundles) {
		this.nodes = settings.servers()
			.stream()
			.map((server) -> new Node(server.host(), server.port(), server.weight()))
			.toList();
		this.properties = settings.properties().memcached();
		this.sslBundles = sslBundles;
		LarderProperties.Memcached.Ssl ssl = this.properties.ssl();
		this.usual = (Boolean.TRUE.equals(ssl.enabled()) && !StringUtils.hasText(ssl.bundle()))
				? SslBundle.systemDefault() : null;
		// Whatever the mode, so that a mistake is not found only when that is changed
		if (getSslBundle() != this.usual && sslBundles != null) {
			// The bundle is asked for anyway; without a handler Spring Boot would warn
			sslBundles.addBundleUpdateHandler(String.valueOf(ssl.bundle()), (updated) -> {
			});
		}
	}

	@Override
	public List<Node> getNodes() {
		return this.nodes;
	}

	@Override
	public @Nullable String getUsername() {
		return StringUtils.hasText(this.properties.username()) ? this.properties.username() : null;
	}

	@Override
	public @Nullable String getPassword() {
		return StringUtils.hasText(this.properties.password()) ? this.properties.password() : null;
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		LarderProperties.Memcached.Ssl ssl = this.properties.ssl();
		if (Boolean.FALSE.equals(ssl.enabled()) || !StringUtils.hasText(ssl.bundle())) {
			return this.usual;
		}
		if (this.sslBundles == null) {
			throw new InvalidConfigurationPropertyValueException(BUNDLE, ssl.bundle(),
					"There are no SSL bundles, as their auto-configuration is left out. Have it back, or remove the property.");
		}
		try {
			return this.sslBundles.getBundle(ssl.bundle());
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidConfigurationPropertyValueException(BUNDLE, ssl.bundle(),
					"There is no SSL bundle of that name; there are: " + this.sslBundles.getBundleNames()
							+ ". Write the name of one under 'spring.ssl.bundle.pem' or 'spring.ssl.bundle.jks'.");
		}
	}

	/**
	 * Returns the exception for a bundle that is there and cannot be used.
	 */
	RuntimeException unusable(RuntimeException cause) {
		Throwable root = cause;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return new InvalidConfigurationPropertyValueException(BUNDLE, this.properties.ssl().bundle(),
				"Its keys or certificates cannot be used (" + root.getMessage()
						+ "). Correct the properties of the bundle, or its files.");
	}

}
