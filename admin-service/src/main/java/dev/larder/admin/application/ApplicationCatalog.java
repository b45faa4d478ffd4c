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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The applications, those configured and those found elsewhere, as far as whoever asks
 * may see them: one that is out of the user's scope is answered like one that does not
 * exist. A configured one has no instances but those of its configuration, so that nobody
 * has its credentials sent to him by taking its name. Safe for use by several threads.
 */
@Component
public class ApplicationCatalog {

	private final ConfiguredApplications configured;

	private final List<ApplicationSource> sources;

	private final InstanceIdentities identities;

	private final CurrentScope scope;

	ApplicationCatalog(ConfiguredApplications configured, ObjectProvider<ApplicationSource> sources,
			InstanceIdentities identities, CurrentScope scope) {
		this.identities = identities;
		this.configured = configured;
		this.sources = sources.orderedStream().toList();
		this.scope = scope;
	}

	/**
	 * Returns the applications, with one instance for each process.
	 * @return the configured ones in their order, then those found, by name
	 */
	public List<ClientApplication> applications() {
		return applicationsWithDuplicates().stream().map(this.identities::withoutDuplicates).toList();
	}

	/**
	 * Returns the applications, with instances that are one process under several names.
	 * @return the configured ones in their order, then those found, by name
	 */
	public List<ClientApplication> applicationsWithDuplicates() {
		return List.copyOf(byName().values());
	}

	/**
	 * Returns an application, with one instance for each process.
	 * @param name its name
	 * @return the application
	 * @throws ApiException if there is none
	 */
	public ClientApplication application(String name) {
		Map<String, ClientApplication> applications = byName();
		ClientApplication application = applications.get(name);
		if (application == null) {
			throw new ApiException(ProblemCode.UNKNOWN_APPLICATION,
					"There is no application '" + name + "'; there are: " + applications.keySet());
		}
		return this.identities.withoutDuplicates(application);
	}

	/**
	 * Returns whether an application is a configured one, whoever asks.
	 * @param name its name
	 * @return whether it is
	 */
	public boolean isConfigured(String name) {
		return this.configured.byName().containsKey(name);
	}

	/**
	 * Returns how current is what was found.
	 * @return the status of each source; what was left out, which may be anybody's, only
	 * if whoever asks may see everything
	 */
	public List<SourceStatus> sources() {
		boolean unlimited = this.scope.get().isUnlimited();
		return this.sources.stream()
			.map(ApplicationSource::status)
			.map((status) -> unlimited ? status : status.withoutDetails())
			.toList();
	}

	private Map<String, ClientApplication> byName() {
		Map<String, ClientApplication> found = new TreeMap<>();
		for (ApplicationSource source : this.sources) {
			source.applications()
				.forEach((application) -> found.merge(application.name(), application, ClientApplication::with));
		}
		Map<String, ClientApplication> all = new LinkedHashMap<>(this.configured.byName());
		found.forEach(all::putIfAbsent);
		AccessScope visible = this.scope.get();
		all.keySet().removeIf((name) -> !visible.includesApplication(name));
		return all;
	}

}
