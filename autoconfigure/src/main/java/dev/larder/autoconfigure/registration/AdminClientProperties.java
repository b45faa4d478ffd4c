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

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Configuration properties for the registration at an admin service.
 *
 * @param url URLs of the admin service, such as "https://larder:9090". Of several, which
 * must share a database, the first that answers is told. Defaults to none, with which the
 * application does not register.
 * @param token Token of a user of the admin service with the role "registrar". Defaults
 * to what is in the token file.
 * @param tokenFile File with the token, which is read again for each request. Defaults to
 * none.
 * @param name Name of the application. Defaults to the value of
 * "spring.application.name".
 * @param serviceUrl URL at which the admin service reaches the management endpoints of
 * this instance, such as "http://10.0.0.7:8080/actuator". Defaults to what the settings
 * of the server say, with the address that leads to the admin service, or the name of
 * this host if the endpoints want TLS.
 * @param sslBundle Name of the SSL bundle to connect with. Defaults to what the JVM
 * trusts.
 * @param interval How often the registration is renewed, at least.
 * @param timeout How long the admin service may take for an answer.
 */
@ConfigurationProperties(prefix = "larder.admin.client", ignoreUnknownFields = false)
record AdminClientProperties(@DefaultValue List<String> url, @Nullable String token, @Nullable File tokenFile,
		@Nullable String name, @Nullable String serviceUrl, @Nullable String sslBundle,
		@DefaultValue("30s") Duration interval, @DefaultValue("5s") Duration timeout) {

	static final String PREFIX = "larder.admin.client.";

	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofMinutes(10);

	/**
	 * What the admin service takes for a name.
	 */
	private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

	AdminClientProperties {
		url.forEach((service) -> requireUrl(PREFIX + "url", service));
		if (serviceUrl != null) {
			requireUrl(PREFIX + "service-url", serviceUrl);
		}
		if (!url.isEmpty() && StringUtils.hasText(token) == (tokenFile != null)) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + "token", null,
					"Exactly one of '" + PREFIX + "token' and '" + PREFIX + "token-file' must be set, to a token of a"
							+ " user of the admin service who has the role 'registrar'.");
		}
		requireWithin(PREFIX + "interval", interval);
		requireWithin(PREFIX + "timeout", timeout);
	}

	private static void requireUrl(String property, String url) {
		try {
			URI uri = new URI(url);
			boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
			if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
					&& uri.getRawFragment() == null) {
				return;
			}
		}
		catch (URISyntaxException ex) {
			// Said below
		}
		// The URL itself may hold a password
		throw new InvalidConfigurationPropertyValueException(property, null,
				"Write a URL that starts with 'http://' or 'https://' and has a host, and neither user name nor query.");
	}

	private static void requireWithin(String property, Duration duration) {
		if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
			throw new InvalidConfigurationPropertyValueException(property, duration,
					"Write a duration from 100ms to 10m, such as 30s.");
		}
	}

	/**
	 * Returns the name of the application.
	 * @param environment has the name that is not set here
	 * @return the name
	 */
	String applicationName(Environment environment) {
		String property = (this.name != null) ? PREFIX + "name" : "spring.application.name";
		String name = (this.name != null) ? this.name : environment.getProperty(property);
		if (name == null || !name.matches(NAME)) {
			throw new InvalidConfigurationPropertyValueException(property, name,
					"The admin service knows the application by it. Write letters, digits, '.', '_' and '-', 63 at"
							+ " most, in '" + PREFIX + "name' if 'spring.application.name' is another.");
		}
		return name;
	}

	List<URI> services() {
		return this.url.stream().map((service) -> URI.create(StringUtils.trimTrailingCharacter(service, '/'))).toList();
	}

	@Override
	public String toString() {
		return "AdminClientProperties[url=" + this.url + "]";
	}

}
