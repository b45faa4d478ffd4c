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

import java.util.List;
import java.util.Map;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

import org.springframework.stereotype.Component;

/**
 * The configured applications, as far as whoever asks may see them: one that is out of
 * the user's scope is answered like one that does not exist. Safe for use by several
 * threads.
 */
@Component
public class ApplicationCatalog {

	private final Map<String, ClientApplication> applications;

	private final CurrentScope scope;

	ApplicationCatalog(ConfiguredApplications configured, CurrentScope scope) {
		this.applications = configured.byName();
		this.scope = scope;
	}

	/**
	 * Returns the applications.
	 * @return the applications in their configured order
	 */
	public List<ClientApplication> applications() {
		AccessScope visible = this.scope.get();
		return this.applications.values()
			.stream()
			.filter((application) -> visible.includesApplication(application.name()))
			.toList();
	}

	/**
	 * Returns an application.
	 * @param name its name
	 * @return the application
	 * @throws ApiException if there is none
	 */
	public ClientApplication application(String name) {
		ClientApplication application = this.applications.get(name);
		if (application == null || !this.scope.get().includesApplication(name)) {
			throw new ApiException(ProblemCode.UNKNOWN_APPLICATION, "There is no application '" + name
					+ "'; there are: " + applications().stream().map(ClientApplication::name).toList());
		}
		return application;
	}

}
