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

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

import org.springframework.stereotype.Component;

/**
 * The configured applications.
 */
@Component
public class ApplicationCatalog {

	private final Map<String, ClientApplication> applications;

	ApplicationCatalog(ConfiguredApplications configured) {
		this.applications = configured.byName();
	}

	/**
	 * Returns all applications.
	 * @return the applications in their configured order
	 */
	public List<ClientApplication> applications() {
		return List.copyOf(this.applications.values());
	}

	/**
	 * Returns an application.
	 * @param name its name
	 * @return the application
	 * @throws ApiException if there is none
	 */
	public ClientApplication application(String name) {
		ClientApplication application = this.applications.get(name);
		if (application == null) {
			throw new ApiException(ProblemCode.UNKNOWN_APPLICATION,
					"There is no application '" + name + "'; there are: " + this.applications.keySet());
		}
		return application;
	}

}
