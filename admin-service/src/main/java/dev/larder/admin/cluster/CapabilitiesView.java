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
package dev.larder.admin.cluster;

import java.util.Arrays;
import java.util.List;

import dev.larder.admin.memcached.Capabilities;
import dev.larder.admin.memcached.Capability;
import dev.larder.admin.memcached.ServerVersion;
import dev.larder.admin.memcached.Support;
import org.jspecify.annotations.Nullable;

/**
 * What a server can do.
 *
 * @param server the server's id
 * @param version the version it gives
 * @param capabilities every capability
 */
public record CapabilitiesView(String server, @Nullable String version, List<CapabilityView> capabilities) {

	public static CapabilitiesView of(ClusterServer server, Capabilities capabilities) {
		ServerVersion version = capabilities.version();
		return new CapabilitiesView(server.id(), (version != null) ? version.text() : null,
				Arrays.stream(Capability.values())
					.map((capability) -> CapabilityView.of(capability, capabilities.of(capability)))
					.toList());
	}

	/**
	 * One capability.
	 *
	 * @param name which
	 * @param available whether the server has it; absent if that is unknown
	 * @param reason why it does not, or why it is unknown
	 */
	public record CapabilityView(Capability name, @Nullable Boolean available, @Nullable String reason) {

		static CapabilityView of(Capability capability, Support support) {
			return new CapabilityView(capability, support.available(), support.reason());
		}

	}

}
