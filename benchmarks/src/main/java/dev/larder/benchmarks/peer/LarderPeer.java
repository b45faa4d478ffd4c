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
package dev.larder.benchmarks.peer;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.larder.cache.LarderCache;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Larder, in an application of its own.
 */
final class LarderPeer extends SpringPeer {

	static final Set<Ability> ABILITIES = Set.of(Ability.values());

	private final LarderCache cache;

	private LarderPeer(LarderCache cache, ConfigurableApplicationContext context) {
		super(cache, context);
		this.cache = cache;
	}

	static Peer local(PeerServers servers) {
		return open("local", servers);
	}

	static Peer memcached(PeerServers servers) {
		return open("memcached", servers);
	}

	static Peer tiered(PeerServers servers) {
		return open("tiered", servers);
	}

	private static Peer open(String mode, PeerServers servers) {
		ConfigurableApplicationContext context = PeerContext
			.start(List.of("larder.mode=" + mode, "larder.key-prefix=benchmark", "larder.defaults.max-entries=1000000",
					"larder.memcached.servers=" + String.join(",", servers.memcached())));
		return new LarderPeer((LarderCache) cache(context), context);
	}

	@Override
	public Map<String, ?> getAll(Collection<String> keys) {
		Map<String, Object> values = new HashMap<>();
		this.cache.getAll(keys).forEach((key, value) -> values.put(key, value.get()));
		return values;
	}

}
