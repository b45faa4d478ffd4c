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

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.InvalidAdminSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The configured applications, with their fixed instances.
 */
@Component
class ConfiguredApplications {

	private final Map<String, ClientApplication> applications;

	ConfiguredApplications(AdminProperties properties, InstanceClients clients, CredentialRules rules) {
		Map<String, ClientApplication> applications = new LinkedHashMap<>();
		for (int i = 0; i < properties.applications().size(); i++) {
			AdminProperties.Application configured = properties.applications().get(i);
			String property = "larder.admin.applications[" + i + "]";
			List<ApplicationInstance> instances = instances(configured.instances(), property + ".instances");
			ClientApplication application = new ClientApplication(configured.name(), instances,
					cluster(configured, properties, property), access(configured, instances, property, clients, rules));
			if (applications.put(application.name(), application) != null) {
				throw new InvalidAdminSettingException(property + ".name",
						"there is already an application '" + application.name() + "'.",
						"Give every application a name of its own, and list all its instances there.");
			}
		}
		this.applications = Collections.unmodifiableMap(applications);
	}

	private static @Nullable String cluster(AdminProperties.Application configured, AdminProperties properties,
			String property) {
		String cluster = configured.cluster();
		if (cluster != null && properties.clusters().stream().noneMatch((known) -> known.name().equals(cluster))) {
			throw new InvalidAdminSettingException(property + ".cluster", "there is no cluster '" + cluster + "'.",
					"Name one of those under 'larder.admin.clusters'.");
		}
		return cluster;
	}

	private static List<ApplicationInstance> instances(List<String> urls, String property) {
		Map<String, ApplicationInstance> instances = new LinkedHashMap<>();
		for (int i = 0; i < urls.size(); i++) {
			ApplicationInstance instance = instance(urls.get(i), property + "[" + i + "]");
			if (instances.put(instance.id(), instance) != null) {
				throw new InvalidAdminSettingException(property + "[" + i + "]",
						"the instance " + instance.id() + " is there twice.", "Remove one of the two.");
			}
		}
		return new ArrayList<>(instances.values());
	}

	private static ApplicationInstance instance(String url, String property) {
		try {
			return ApplicationInstance.parse(url, Origin.CONFIGURED);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidAdminSettingException(property, ex.getMessage() + ".",
					"Write the URL of the instance's management endpoints, such as http://localhost:8080/actuator.");
		}
	}

	private static InstanceAccess access(AdminProperties.Application configured, List<ApplicationInstance> instances,
			String property, InstanceClients clients, CredentialRules rules) {
		String bundle = configured.sslBundle();
		for (ApplicationInstance instance : instances) {
			if (bundle != null && !instance.isEncrypted()) {
				throw new InvalidAdminSettingException(property + ".ssl-bundle",
						"the instance " + instance.managementUrl() + " starts with http://, where no bundle is of use.",
						"Write https:// before all instances of the application, or remove 'ssl-bundle'.");
			}
		}
		InstanceAccess access = new AccessSettings(property, configured.username(), configured.password(),
				configured.tokenFile(), bundle)
			.check(clients);
		return access.equals(InstanceAccess.OPEN) ? rules.access(configured.name()) : access;
	}

	/**
	 * Returns the applications.
	 * @return the applications by name, in their configured order
	 */
	Map<String, ClientApplication> byName() {
		return this.applications;
	}

}
