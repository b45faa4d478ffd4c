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
package dev.larder.admin.memcached;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a server can do, as found by trying.
 *
 * @param version what the server answered to {@code version}, or {@code null} if it does
 * not know that command
 * @param support every capability with what is known about it
 */
public record Capabilities(@Nullable ServerVersion version, Map<Capability, Support> support) {

	public Capabilities {
		support = Map.copyOf(support);
	}

	/**
	 * Returns what is known about a capability.
	 * @param capability which
	 * @return what is known
	 */
	public Support of(Capability capability) {
		return this.support.getOrDefault(capability, Support.unknown("it was not tried"));
	}

	/**
	 * Returns whether the server is known to be able to do something.
	 * @param capability what
	 * @return whether it is
	 */
	public boolean has(Capability capability) {
		return of(capability).isAvailable();
	}

}
