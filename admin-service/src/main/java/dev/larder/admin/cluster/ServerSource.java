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

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import dev.larder.admin.memcached.ServerAddress;
import org.jspecify.annotations.Nullable;

/**
 * Finds the servers of a cluster that come and go. Safe for use by several threads.
 */
interface ServerSource {

	/**
	 * Finds the servers that there are now. Blocks.
	 * @return the servers
	 * @throws IOException if that cannot be found out now, with a message that is the
	 * beginning of a sentence
	 */
	List<ServerAddress> servers() throws IOException;

	/**
	 * Returns how the servers were found.
	 * @param resolvedAt when they were last known, or {@code null} if they never were
	 * @param problem why they are not known now, or {@code null} if they are
	 * @return the resolution
	 */
	Resolution resolution(@Nullable Instant resolvedAt, @Nullable String problem);

}
