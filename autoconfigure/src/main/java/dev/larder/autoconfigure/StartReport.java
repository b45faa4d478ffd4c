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

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.larder.cache.CacheMode;
import dev.larder.connection.DiscoverySettings.Mode;
import dev.larder.internal.guard.LoadGuard;
import dev.larder.internal.memcached.NodeAddress;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/**
 * Says at the start, in one line, how this application caches, and which of its settings
 * can hardly be meant.
 */
final class StartReport implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StartReport.class);

	private final LarderSettings settings;

	private final List<NodeAddress> servers;

	private final Collection<String> cacheNames;

	private final Environment environment;

	private final ObjectProvider<LoadGuard> loadGuard;

	private volatile List<String> adviceOnAddresses = List.of();

	/**
	 * Creates a report.
	 * @param settings how this application caches
	 * @param servers the memcached servers, if any cache may live there
	 * @param cacheNames the names that caches are restricted to, if any
	 * @param environment tells the settings beside Larder's
	 * @param loadGuard tells which methods are guarded, if it is there
	 */
	StartReport(LarderSettings settings, List<NodeAddress> servers, Collection<String> cacheNames,
			Environment environment, ObjectProvider<LoadGuard> loadGuard) {
		this.settings = settings;
		this.servers = servers;
		this.cacheNames = List.copyOf(cacheNames);
		this.environment = environment;
		this.loadGuard = loadGuard;
	}

	@Override
	public void afterSingletonsInstantiated() {
		logger.info(line());
		SettingsAdvice.of(this.settings, this.environment).forEach(logger::warn);
		boolean found = this.settings.properties().memcached().discovery().mode() != Mode.STATIC;
		boolean nearby = this.servers.size() <= 1
				&& this.servers.stream().allMatch((server) -> server.host().equals("localhost"));
		if (!found && !nearby) {
			// A name server that does not answer must not delay the start
			Thread thread = new Thread(this::adviseOnAddresses, "larder-addresses");
			thread.setDaemon(true);
			thread.start();
		}
	}

	private void adviseOnAddresses() {
		this.adviceOnAddresses = SettingsAdvice.ofAddresses(this.servers, InetAddress::getAllByName);
		this.adviceOnAddresses.forEach(logger::warn);
	}

	/**
	 * Returns what is likely to hurt of the settings, as it was said at the start.
	 */
	List<String> advice() {
		List<String> advice = new ArrayList<>(SettingsAdvice.of(this.settings, this.environment));
		advice.addAll(this.adviceOnAddresses);
		return advice;
	}

	private String line() {
		String version = StartReport.class.getPackage().getImplementationVersion();
		StringBuilder line = new StringBuilder("Larder").append((version != null) ? " " + version : "");
		line.append(" caches in mode ").append(this.settings.defaults().settings().mode().id());
		if (!this.servers.isEmpty()) {
			line.append("; servers ")
				.append(this.servers.stream().map(Object::toString).collect(Collectors.joining(", ")));
			line.append("; key prefix ").append(this.settings.memcached().keyPrefix());
		}
		line.append("; ").append(caches());
		this.loadGuard.ifAvailable((guard) -> line.append("; ").append(guard.summary()));
		return line.toString();
	}

	private String caches() {
		Map<String, CacheMode> modes = new LinkedHashMap<>();
		this.settings.caches().forEach((name, cache) -> modes.put(name, cache.settings().mode()));
		this.cacheNames.forEach((name) -> modes.putIfAbsent(name, this.settings.defaults().settings().mode()));
		String names = modes.entrySet()
			.stream()
			.map((cache) -> (cache.getValue() == this.settings.defaults().settings().mode()) ? cache.getKey()
					: cache.getKey() + " (" + cache.getValue().id() + ")")
			.collect(Collectors.joining(", "));
		if (!this.cacheNames.isEmpty()) {
			return "caches " + names + " and no others";
		}
		return names.isEmpty() ? "caches are created as they are asked for"
				: "caches " + names + ", and others as they are asked for";
	}

}
