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

package dev.larder.internal.memcached;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The rosters of the servers that are used at a time. Immutable.
 *
 * @param nodes the servers
 */
record Rosters(List<MemcachedNode> nodes) {

	/**
	 * Notes on all servers which are used now, and has those begin anew that came.
	 * @return complete when that is done, as far as they answer; never fails
	 */
	CompletableFuture<Void> settle() {
		Map<MemcachedNode, CompletableFuture<@Nullable RosterNote>> reads = new LinkedHashMap<>();
		for (MemcachedNode node : this.nodes) {
			reads.put(node, node.requireRoster().read().exceptionally((failure) -> null));
		}
		return allOf(reads.values()).thenCompose((read) -> {
			reads.forEach((node, note) -> renewThoseThatCame(node, note.join()));
			// Only what has begun anew is noted as used, and that everywhere
			return settleAll().thenCompose((begun) -> settleAll());
		});
	}

	// Other instances may have seen them come, or nobody may have run
	private void renewThoseThatCame(MemcachedNode node, @Nullable RosterNote note) {
		if (note == null) {
			return;
		}
		for (MemcachedNode other : this.nodes) {
			Roster roster = other.requireRoster();
			if (other != node && !note.isUsed(other.address().name()) && roster.isMadeUp()) {
				roster.renewAll();
			}
		}
	}

	private CompletableFuture<Void> settleAll() {
		return allOf(this.nodes.stream()
			.map((node) -> node.requireRoster().settle().exceptionally((failure) -> null))
			.toList());
	}

	private static CompletableFuture<Void> allOf(Collection<? extends CompletableFuture<?>> futures) {
		return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
	}

}
