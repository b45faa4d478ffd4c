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
package dev.larder.test.memcached;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.util.Assert;

/**
 * JUnit extension that runs real memcached servers for a test class. Register it in a
 * static field. Before each test every server runs and is empty, whatever the test before
 * did to it.
 */
public final class MemcachedExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

	private final int count;

	private final ServerAccess access;

	private final String[] options;

	private final List<MemcachedServer> servers = new ArrayList<>();

	private MemcachedExtension(int count, ServerAccess access, String... options) {
		Assert.isTrue(count > 0, "'count' must be positive");
		this.count = count;
		this.access = access;
		this.options = options.clone();
	}

	/**
	 * Runs one server.
	 * @param options further command line options, such as {@code -I 2m}
	 * @return the extension
	 */
	public static MemcachedExtension oneServer(String... options) {
		return new MemcachedExtension(1, ServerAccess.FREE, options);
	}

	/**
	 * Runs one server that does not take everybody.
	 * @param access how it is to be spoken to
	 * @param options the command line options that make it so, and others
	 * @return the extension
	 */
	public static MemcachedExtension oneServer(ServerAccess access, String... options) {
		return new MemcachedExtension(1, access, options);
	}

	/**
	 * Runs several servers.
	 * @param count how many
	 * @param options further command line options for each
	 * @return the extension
	 */
	public static MemcachedExtension servers(int count, String... options) {
		return new MemcachedExtension(count, ServerAccess.FREE, options);
	}

	/**
	 * Returns the server, if there is only one.
	 * @return the server
	 */
	public MemcachedServer server() {
		Assert.state(this.servers.size() == 1, () -> "There are " + this.servers.size() + " servers");
		return this.servers.get(0);
	}

	/**
	 * Returns one of several servers.
	 * @param index which, from 0
	 * @return the server
	 */
	public MemcachedServer server(int index) {
		return this.servers.get(index);
	}

	public List<MemcachedServer> servers() {
		return List.copyOf(this.servers);
	}

	/**
	 * Returns the addresses of all servers, as a client's configuration wants them.
	 * @return {@code host:port} of each
	 */
	public List<String> addresses() {
		return this.servers.stream().map(MemcachedServer::address).toList();
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		for (int i = 0; i < this.count; i++) {
			this.servers.add(MemcachedServer.start(this.access, this.options));
		}
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.servers.forEach(MemcachedServer::revive);
		this.servers.forEach(MemcachedServer::flush);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.servers.forEach(MemcachedServer::close);
		this.servers.clear();
	}

}
