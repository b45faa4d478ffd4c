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

package dev.larder.autoconfigure;

import java.util.HashSet;
import java.util.Set;

import dev.larder.actuate.LarderEntriesEndpoint;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties @ConfigurationProperties} of the
 * {@link LarderEntriesEndpoint}.
 */
@ConfigurationProperties("management.endpoint.larderentries")
public final class LarderEntriesEndpointProperties {

	/**
	 * When to show the values of entries that are looked up.
	 */
	private Show showValues = Show.NEVER;

	/**
	 * Roles of which a user has to have one to be shown values when-authorized. Defaults
	 * to none: all authenticated users are authorized.
	 */
	private final Set<String> roles = new HashSet<>();

	public Show getShowValues() {
		return this.showValues;
	}

	public void setShowValues(Show showValues) {
		this.showValues = showValues;
	}

	public Set<String> getRoles() {
		return this.roles;
	}

}
