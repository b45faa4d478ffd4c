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

import org.jspecify.annotations.Nullable;

/**
 * An application that uses Larder.
 *
 * @param name its name
 * @param instances its instances
 * @param cluster the name of the cluster it keeps its items in, or {@code null} if that
 * is found out by the addresses of its servers
 * @param access how its instances are asked
 */
public record ClientApplication(String name, List<ApplicationInstance> instances, @Nullable String cluster,
		InstanceAccess access) {

	public ClientApplication {
		instances = List.copyOf(instances);
	}

	/**
	 * Returns this application with the instances that somebody else knows of.
	 * @param other the same application
	 * @return one with all instances
	 */
	ClientApplication with(ClientApplication other) {
		Map<String, ApplicationInstance> all = new LinkedHashMap<>();
		this.instances.forEach((instance) -> all.put(instance.id(), instance));
		other.instances.forEach((instance) -> all.putIfAbsent(instance.id(), instance));
		return new ClientApplication(this.name, List.copyOf(all.values()), this.cluster, this.access);
	}

}
