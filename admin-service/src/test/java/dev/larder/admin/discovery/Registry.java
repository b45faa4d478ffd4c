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

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * A registry whose services come, go, and are not told.
 */
final class Registry implements DiscoveryClient {

	private final Map<String, List<ServiceInstance>> services = new LinkedHashMap<>();

	private RuntimeException failure;

	Registry add(String service, String uri, Map<String, String> metadata) {
		URI parsed = URI.create(uri);
		DefaultServiceInstance instance = new DefaultServiceInstance(uri, service, parsed.getHost(), parsed.getPort(),
				"https".equals(parsed.getScheme()), metadata) {

			@Override
			public URI getUri() {
				return parsed;
			}

		};
		this.services.computeIfAbsent(service, (name) -> new ArrayList<>()).add(instance);
		return this;
	}

	void remove(String service) {
		this.services.remove(service);
	}

	void fail(RuntimeException failure) {
		this.failure = failure;
	}

	@Override
	public String description() {
		return "test";
	}

	@Override
	public List<ServiceInstance> getInstances(String service) {
		return this.services.get(service);
	}

	@Override
	public List<String> getServices() {
		if (this.failure != null) {
			throw this.failure;
		}
		return List.copyOf(this.services.keySet());
	}

}
