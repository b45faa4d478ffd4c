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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;
import net.rubyeye.xmemcached.utils.AddrUtil;
import org.jspecify.annotations.Nullable;

/**
 * xmemcached without anything on top, with consistent hashing as Larder has.
 */
final class XMemcachedClient implements Client {

	private static final int EXPIRATION_SECONDS = 3600;

	private static final String PREFIX = "xmemcached:";

	private final MemcachedClient client;

	XMemcachedClient(Addresses servers) throws IOException {
		XMemcachedClientBuilder builder = new XMemcachedClientBuilder(
				AddrUtil.getAddresses(String.join(" ", servers.memcached())));
		builder.setSessionLocator(new KetamaMemcachedSessionLocator());
		this.client = builder.build();
	}

	@Override
	public @Nullable Object get(String key) throws Exception {
		return this.client.get(PREFIX + key);
	}

	@Override
	public void put(String key, Object value) throws Exception {
		this.client.set(PREFIX + key, EXPIRATION_SECONDS, value);
	}

	@Override
	public void evict(String key) throws Exception {
		this.client.delete(PREFIX + key);
	}

	@Override
	public Map<String, ?> getAll(Collection<String> keys) throws Exception {
		return this.client.get(keys.stream().map(PREFIX::concat).toList());
	}

	@Override
	public void close() {
		try {
			this.client.shutdown();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
