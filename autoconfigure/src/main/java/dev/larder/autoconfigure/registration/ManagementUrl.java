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
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Finds out where this instance has its management endpoints, by the settings of its
 * servers.
 */
class ManagementUrl {

	private static final Bindable<Map<String, String>> STRINGS = Bindable.mapOf(String.class, String.class);

	private final Environment environment;

	ManagementUrl(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Returns the URL.
	 * @param service the URL of the admin service, which is to reach it
	 * @return the URL, or {@code null} if there are no such endpoints
	 * @throws IOException if the address cannot be found out
	 */
	@Nullable URI find(URI service) throws IOException {
		Integer port = this.environment.getProperty("local.management.port", Integer.class);
		if (port == null) {
			return null;
		}
		boolean separate = !port.equals(this.environment.getProperty("local.server.port", Integer.class));
		boolean encrypted = isEncrypted(separate);
		String address = this.environment.getProperty(separate ? "management.server.address" : "server.address");
		return URI.create((encrypted ? "https" : "http") + "://" + host(address, encrypted, service) + ":" + port
				+ path(separate));
	}

	/**
	 * A server of its own speaks TLS as the application's does unless it has settings of
	 * its own.
	 */
	private boolean isEncrypted(boolean separate) {
		Map<String, String> own = separate ? bind("management.server.ssl") : Map.of();
		Map<String, String> ssl = own.isEmpty() ? bind("server.ssl") : own;
		return !ssl.isEmpty() && !"false".equalsIgnoreCase(ssl.get("enabled"));
	}

	private Map<String, String> bind(String name) {
		return Binder.get(this.environment).bind(name, STRINGS).orElse(Map.of());
	}

	private static String host(@Nullable String address, boolean encrypted, URI service) throws IOException {
		if (StringUtils.hasText(address) && !InetAddress.getByName(address).isAnyLocalAddress()) {
			return literal(address);
		}
		// A certificate is for a name, which others may not know without one
		return encrypted ? InetAddress.getLocalHost().getCanonicalHostName() : literal(addressTowards(service));
	}

	/**
	 * Returns the address that packets to the admin service come from. None is sent.
	 */
	private static String addressTowards(URI service) throws IOException {
		InetSocketAddress target = new InetSocketAddress(service.getHost(),
				(service.getPort() > 0) ? service.getPort() : 443);
		if (target.isUnresolved()) {
			throw new UnknownHostException("its host " + service.getHost() + " is unknown");
		}
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.connect(target);
			return socket.getLocalAddress().getHostAddress();
		}
		catch (UncheckedIOException ex) {
			throw new IOException("there is no way to " + service.getHost(), ex);
		}
	}

	private static String literal(String host) {
		String plain = host.contains("%") ? host.substring(0, host.indexOf('%')) : host;
		return (plain.contains(":") && !plain.startsWith("[")) ? "[" + plain + "]" : plain;
	}

	private String path(boolean separate) {
		Stream<String> before = separate ? Stream.of("management.server.base-path")
				: Stream.of("server.servlet.context-path", "spring.mvc.servlet.path", "spring.webflux.base-path");
		String endpoints = this.environment.getProperty("management.endpoints.web.base-path", "/actuator");
		return Stream.concat(before.map((name) -> this.environment.getProperty(name, "")), Stream.of(endpoints))
			.map((part) -> StringUtils.trimTrailingCharacter(StringUtils.trimLeadingCharacter(part, '/'), '/'))
			.filter((part) -> !part.isEmpty())
			.map((part) -> "/" + part)
			.collect(Collectors.joining());
	}

}
