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

import org.jspecify.annotations.Nullable;

/**
 * An application, as configured or found.
 *
 * @param name its name
 * @param instances its instances
 */
record ApplicationSummary(String name, List<InstanceRef> instances) {

	static ApplicationSummary of(ClientApplication application,
			Map<ApplicationInstance, List<ApplicationInstance>> duplicates) {
		return new ApplicationSummary(application.name(),
				application.instances()
					.stream()
					.map((instance) -> InstanceRef.of(instance, duplicates.getOrDefault(instance, List.of())))
					.toList());
	}

	/**
	 * An instance, by name only.
	 *
	 * @param id its name in URLs
	 * @param managementUrl where its management endpoints are
	 * @param origin where it is known from
	 * @param otherIds under which other names the same process is known, if it is
	 */
	record InstanceRef(String id, String managementUrl, Origin origin, @Nullable List<String> otherIds) {

		static InstanceRef of(ApplicationInstance instance, List<ApplicationInstance> duplicates) {
			return new InstanceRef(instance.id(), instance.managementUrl().toString(), instance.origin(),
					duplicates.isEmpty() ? null : duplicates.stream().map(ApplicationInstance::id).toList());
		}

	}

}
