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

package dev.larder.admin.overview;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The kinds of warnings, with names that stay the same from version to version.
 */
public enum WarningCode {

	/**
	 * A server does not answer.
	 */
	SERVER_SILENT,

	/**
	 * A server was started anew.
	 */
	SERVER_RESTARTED,

	/**
	 * A server had no memory for items.
	 */
	OUT_OF_MEMORY,

	/**
	 * A server evicts what was used a moment ago.
	 */
	EVICTED_EARLY,

	/**
	 * The memory of a server is full.
	 */
	MEMORY_FULL,

	/**
	 * A server has nearly as many connections as it may have.
	 */
	CONNECTIONS_HIGH,

	/**
	 * A server refused connections.
	 */
	CONNECTIONS_REFUSED,

	/**
	 * Too few reads find something.
	 */
	HIT_RATIO_LOW,

	/**
	 * The name by which the servers of a cluster are found does not tell them.
	 */
	NAME_UNRESOLVED,

	/**
	 * The servers of a cluster have different versions.
	 */
	VERSIONS_MIXED,

	/**
	 * The servers of a cluster have different limits.
	 */
	LIMITS_DIFFER,

	/**
	 * The clocks of a cluster's servers differ.
	 */
	CLOCK_SKEW,

	/**
	 * One server of a cluster has much more to do than the others.
	 */
	LOAD_UNEVEN,

	/**
	 * An instance does not answer.
	 */
	INSTANCE_SILENT,

	/**
	 * Instances are one process under several names.
	 */
	INSTANCE_DUPLICATED,

	/**
	 * Caches have names that cannot be kept.
	 */
	CACHES_LEFT_OUT,

	/**
	 * An instance does not reach a server.
	 */
	NODE_DOWN,

	/**
	 * Local copies outlive changes too long.
	 */
	COHERENCE_LAG,

	/**
	 * A cache does not keep what it is given.
	 */
	REFUSALS;

	/**
	 * Returns the name for programs.
	 * @return lower case, with hyphens
	 */
	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
