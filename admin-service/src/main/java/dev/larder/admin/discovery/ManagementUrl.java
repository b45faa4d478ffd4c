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

import java.net.URI;
import java.util.Map;

import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.Origin;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Tells where the management endpoints of a service's instance are, by the metadata that
 * Spring Boot Admin reads as well. Consul takes no dots in names, so that hyphens do too.
 */
final class ManagementUrl {

	private static final String USUAL_PATH = "/actuator";

	private final ServiceInstance service;

	private final Map<String, String> metadata;

	private ManagementUrl(ServiceInstance service) {
		this.service = service;
		Map<String, String> metadata = service.getMetadata();
		this.metadata = (metadata != null) ? metadata : Map.of();
	}

	/**
	 * Returns the instance of an application that a service's instance is.
	 * @param service the service's instance
	 * @return the instance
	 * @throws IllegalArgumentException if its metadata make no URL
	 */
	static ApplicationInstance instance(ServiceInstance service) {
		return ApplicationInstance.parse(new ManagementUrl(service).toString(), Origin.DISCOVERED);
	}

	@Override
	public String toString() {
		String host = metadata("management.address", this.service.getHost());
		Assert.isTrue(StringUtils.hasText(host), "it has no host");
		return scheme() + "://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port()
				+ path();
	}

	private String scheme() {
		String scheme = metadata("management.scheme", this.service.getScheme());
		if (StringUtils.hasText(scheme)) {
			return scheme;
		}
		return this.service.isSecure() ? "https" : "http";
	}

	private int port() {
		String port = metadata("management.port", this.metadata.get("port.management"));
		if (!StringUtils.hasText(port)) {
			return checked(this.service.getPort());
		}
		try {
			return checked(Integer.parseInt(port));
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + port + "' is no port", ex);
		}
	}

	private static int checked(int port) {
		Assert.isTrue(port > 0 && port < 65536, () -> port + " is no port");
		return port;
	}

	private String path() {
		String path = metadata("management.context-path", null);
		if (!StringUtils.hasText(path)) {
			path = servicePath() + USUAL_PATH;
		}
		return path.startsWith("/") ? path : "/" + path;
	}

	/**
	 * Returns the path of the service, which that of its endpoints begins with, unless
	 * they have a port of their own.
	 */
	private String servicePath() {
		URI uri = this.service.getUri();
		if (uri == null || uri.getRawPath() == null || port() != this.service.getPort()) {
			return "";
		}
		return StringUtils.trimTrailingCharacter(uri.getRawPath(), '/');
	}

	private @Nullable String metadata(String name, @Nullable String otherwise) {
		String value = this.metadata.get(name);
		if (!StringUtils.hasText(value)) {
			value = this.metadata.get(name.replace('.', '-'));
		}
		return StringUtils.hasText(value) ? value : otherwise;
	}

}
