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

import java.util.List;

import org.springframework.util.Assert;

/**
 * Where servers are, in a form that can be handed to other processes.
 *
 * @param memcached {@code host:port} of each memcached
 * @param redis {@code host:port} of Redis, or an empty text
 */
public record Addresses(List<String> memcached, String redis) {

	/** No servers at all. */
	public static final Addresses NONE = new Addresses(List.of(), "");

	public Addresses {
		memcached = List.copyOf(memcached);
	}

	public static Addresses parse(String text) {
		String[] parts = text.split(";", -1);
		Assert.isTrue(parts.length == 2, () -> "'" + text + "' must have two parts");
		return new Addresses(parts[0].isEmpty() ? List.of() : List.of(parts[0].split(",", -1)), parts[1]);
	}

	String allMemcached() {
		return String.join(",", this.memcached);
	}

	@Override
	public String toString() {
		return allMemcached() + ";" + this.redis;
	}

}
