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
package dev.larder.autoconfigure.testcontainers;

import java.util.List;

import dev.larder.autoconfigure.MemcachedConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/**
 * Connects to the memcached containers of Testcontainers. Their labels say what they want
 * of a client, besides the annotations by which Spring Boot makes SSL bundles.
 */
class MemcachedContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<Container<?>, MemcachedConnectionDetails> {

	private static final List<String> NAMES = List.of("memcached", "bitnami/memcached", "bitnamilegacy/memcached",
			"bitnamisecure/memcached");

	private static final int PORT = 11211;

	private static final String USERNAME = "dev.larder.memcached.username";

	private static final String PASSWORD = "dev.larder.memcached.password";

	MemcachedContainerConnectionDetailsFactory() {
		super(NAMES);
	}

	@Override
	protected MemcachedConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
		return new MemcachedContainerConnectionDetails(source);
	}

	private static final class MemcachedContainerConnectionDetails extends ContainerConnectionDetails<Container<?>>
			implements MemcachedConnectionDetails {

		// Another one each time would count as renewed
		private @Nullable SslBundle sslBundle;

		private MemcachedContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
			super(source);
		}

		@Override
		public List<Node> getNodes() {
			return List.of(new Node(getContainer().getHost(), getContainer().getMappedPort(PORT)));
		}

		@Override
		public @Nullable String getUsername() {
			return label(USERNAME);
		}

		@Override
		public @Nullable String getPassword() {
			return label(PASSWORD);
		}

		private @Nullable String label(String name) {
			return (getContainer() instanceof GenericContainer<?> container) ? container.getLabels().get(name) : null;
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			SslBundle bundle = this.sslBundle;
			if (bundle == null) {
				bundle = super.getSslBundle();
				this.sslBundle = bundle;
			}
			return bundle;
		}

	}

}
