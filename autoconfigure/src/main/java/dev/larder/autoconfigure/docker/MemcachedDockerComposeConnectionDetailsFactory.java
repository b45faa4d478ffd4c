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
package dev.larder.autoconfigure.docker;

import java.util.List;

import dev.larder.autoconfigure.MemcachedConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.ssl.SslBundle;

/**
 * Connects to the memcached services of Docker Compose. Their labels say what they want
 * of a client, besides those by which Spring Boot makes SSL bundles.
 */
class MemcachedDockerComposeConnectionDetailsFactory
		extends DockerComposeConnectionDetailsFactory<MemcachedConnectionDetails> {

	private static final String[] IMAGES = { "memcached", "bitnami/memcached", "bitnamilegacy/memcached",
			"bitnamisecure/memcached" };

	private static final int PORT = 11211;

	private static final String USERNAME = "dev.larder.memcached.username";

	private static final String PASSWORD = "dev.larder.memcached.password";

	MemcachedDockerComposeConnectionDetailsFactory() {
		super(IMAGES);
	}

	@Override
	protected MemcachedConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new MemcachedDockerComposeConnectionDetails(source.getRunningService());
	}

	private static final class MemcachedDockerComposeConnectionDetails extends DockerComposeConnectionDetails
			implements MemcachedConnectionDetails {

		private final Node node;

		private final @Nullable String username;

		private final @Nullable String password;

		private final @Nullable SslBundle sslBundle;

		private MemcachedDockerComposeConnectionDetails(RunningService service) {
			super(service);
			this.node = new Node(service.host(), service.ports().get(PORT));
			this.username = service.labels().get(USERNAME);
			this.password = service.labels().get(PASSWORD);
			this.sslBundle = getSslBundle(service);
		}

		@Override
		public List<Node> getNodes() {
			return List.of(this.node);
		}

		@Override
		public @Nullable String getUsername() {
			return this.username;
		}

		@Override
		public @Nullable String getPassword() {
			return this.password;
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return this.sslBundle;
		}

	}

}
