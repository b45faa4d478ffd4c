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

/**
 * An application, as configured or found.
 *
 * @param name its name
 * @param instances its instances
 */
record ApplicationSummary(String name, List<InstanceRef> instances) {

	static ApplicationSummary of(ClientApplication application) {
		return new ApplicationSummary(application.name(),
				application.instances().stream().map(InstanceRef::of).toList());
	}

	/**
	 * An instance, by name only.
	 *
	 * @param id its name in URLs
	 * @param managementUrl where its management endpoints are
	 * @param origin where it is known from
	 */
	record InstanceRef(String id, String managementUrl, Origin origin) {

		static InstanceRef of(ApplicationInstance instance) {
			return new InstanceRef(instance.id(), instance.managementUrl().toString(), instance.origin());
		}

	}

}
