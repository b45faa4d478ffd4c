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
package dev.larder.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a cache in memcached that is observed. Nothing of the trace is sent to
 * the server, whose protocol has no place for it.
 */
public final class MemcachedObservationContext extends SenderContext<Object> {

	private final String operation;

	private final String cacheName;

	private final String keyPrefix;

	private final String host;

	private final int port;

	private final @Nullable String key;

	private final int keyCount;

	private volatile String errorType = KeyValue.NONE_VALUE;

	/**
	 * Creates a context.
	 * @param operation the command, such as {@code get}
	 * @param cacheName the name of the cache
	 * @param keyPrefix the start of all keys of the application
	 * @param host the host name or address of the server, as configured
	 * @param port the port of the server
	 * @param key the key as memcached sees it, or {@code null} if there are several
	 * @param keyCount the number of keys
	 */
	public MemcachedObservationContext(String operation, String cacheName, String keyPrefix, String host, int port,
			@Nullable String key, int keyCount) {
		super((carrier, field, value) -> {
		}, Kind.CLIENT);
		this.operation = operation;
		this.cacheName = cacheName;
		this.keyPrefix = keyPrefix;
		this.host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
		this.port = port;
		this.key = key;
		this.keyCount = keyCount;
		setRemoteServiceName("memcached");
		setRemoteServiceAddress(host + ":" + port);
	}

	/**
	 * Returns the command.
	 * @return the name of the command, such as {@code get}
	 */
	public String getOperation() {
		return this.operation;
	}

	/**
	 * Returns the cache.
	 * @return the name of the cache
	 */
	public String getCacheName() {
		return this.cacheName;
	}

	/**
	 * Returns the start of all keys of the application.
	 * @return the key prefix
	 */
	public String getKeyPrefix() {
		return this.keyPrefix;
	}

	/**
	 * Returns the server.
	 * @return its host name or address as configured, an IPv6 address without brackets
	 */
	public String getHost() {
		return this.host;
	}

	/**
	 * Returns the port of the server.
	 * @return the port
	 */
	public int getPort() {
		return this.port;
	}

	/**
	 * Returns the key. Keys are many and may be personal, so that the default convention
	 * leaves them out.
	 * @return the key as memcached sees it, or {@code null} if there are several
	 */
	public @Nullable String getKey() {
		return this.key;
	}

	/**
	 * Returns how many keys are asked for.
	 * @return the number of keys
	 */
	public int getKeyCount() {
		return this.keyCount;
	}

	/**
	 * Returns the kind of failure.
	 * @return the kind, such as {@code timeout}, or {@code none}
	 */
	public String getErrorType() {
		return this.errorType;
	}

	/**
	 * Sets the kind of failure, of which there are few.
	 * @param errorType the kind
	 */
	public void setErrorType(String errorType) {
		this.errorType = errorType;
	}

}
