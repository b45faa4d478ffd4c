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
package dev.larder.internal.coherence;

import java.util.Map;

import dev.larder.internal.memcached.ChangeListener;
import dev.larder.internal.memcached.MemcachedNode;

import org.springframework.util.Assert;

/**
 * Drops this instance's copies of what it changed, and tells the other instances.
 * Thread-safe.
 */
final class ChangeAnnouncer implements ChangeListener {

	private final Map<MemcachedNode, NodeCoherence> nodes;

	ChangeAnnouncer(Map<MemcachedNode, NodeCoherence> nodes) {
		this.nodes = nodes;
	}

	@Override
	public void sent(MemcachedNode node, String key) {
		of(node).sent(key);
	}

	@Override
	public void changed(MemcachedNode node, String key) {
		of(node).changed(key);
	}

	@Override
	public void missed(MemcachedNode node, String key) {
		of(node).missed(key);
	}

	@Override
	public void changedAll(MemcachedNode node) {
		of(node).changedAll();
	}

	@Override
	public void missedAll(MemcachedNode node) {
		of(node).missedAll();
	}

	private NodeCoherence of(MemcachedNode node) {
		NodeCoherence coherence = this.nodes.get(node);
		Assert.state(coherence != null, () -> node + " is not a node of this cluster");
		return coherence;
	}

}
