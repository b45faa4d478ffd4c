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

import dev.larder.admin.fanout.TargetIds;
import dev.larder.admin.memcached.ServerAccess;
import dev.larder.admin.memcached.ServerAddress;

/**
 * A server of a cluster.
 *
 * @param id its name in URLs
 * @param address its address
 * @param access what it wants of those who connect to it
 */
public record ClusterServer(String id, ServerAddress address, ServerAccess access) {

	/**
	 * Creates a server that wants nothing.
	 * @param id its name in URLs
	 * @param address its address
	 */
	public ClusterServer(String id, ServerAddress address) {
		this(id, address, ServerAccess.FREE);
	}

	static ClusterServer of(ServerAddress address, ServerAccess access) {
		return new ClusterServer(TargetIds.of(address.host(), address.port()), address, access);
	}

}
