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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.CredentialRules;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.DiscoveryProperties;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.util.PatternMatchUtils;

/**
 * Asks the registry once for all services and their instances.
 */
final class DiscoveryRound {

	private static final Pattern NAME = Pattern.compile(AdminProperties.NAME);

	private static final int MAX_SKIPPED = 20;

	private final DiscoveryClient registry;

	private final DiscoveryProperties properties;

	private final CredentialRules rules;

	private final List<ClientApplication> applications = new ArrayList<>();

	private final List<String> skipped = new ArrayList<>();

	private int instances;

	DiscoveryRound(DiscoveryClient registry, DiscoveryProperties properties, CredentialRules rules) {
		this.registry = registry;
		this.properties = properties;
		this.rules = rules;
	}

	/**
	 * Asks the registry.
	 * @throws RuntimeException whatever its client throws
	 */
	void run() {
		for (String service : new TreeSet<>(this.registry.getServices())) {
			if (matches(this.properties.include(), service) && !matches(this.properties.exclude(), service)) {
				if (NAME.matcher(service).matches()) {
					add(service);
				}
				else {
					skip(service, "its name cannot be part of a URL");
				}
			}
		}
	}

	private static boolean matches(List<String> patterns, String service) {
		return patterns.stream().anyMatch((pattern) -> PatternMatchUtils.simpleMatch(pattern, service));
	}

	private void add(String service) {
		Map<String, ApplicationInstance> found = new LinkedHashMap<>();
		for (ServiceInstance candidate : this.registry.getInstances(service)) {
			if (this.instances >= this.properties.maxInstances()) {
				skip(service, "there are more instances than the " + this.instances
						+ " of 'larder.admin.discovery.max-instances'");
				break;
			}
			try {
				ApplicationInstance instance = ManagementUrl.instance(candidate);
				if (found.putIfAbsent(instance.id(), instance) == null) {
					this.instances++;
				}
			}
			catch (IllegalArgumentException ex) {
				skip(service, "an instance has no URL of management endpoints: " + ex.getMessage());
			}
		}
		if (!found.isEmpty()) {
			this.applications
				.add(new ClientApplication(service, List.copyOf(found.values()), null, this.rules.access(service)));
		}
	}

	private void skip(String service, String why) {
		if (this.skipped.size() < MAX_SKIPPED) {
			this.skipped.add(RegistryText.of(service + ": " + why));
		}
	}

	List<ClientApplication> applications() {
		return this.applications;
	}

	List<String> skipped() {
		return this.skipped;
	}

}
