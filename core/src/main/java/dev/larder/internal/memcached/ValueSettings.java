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

import dev.larder.internal.entry.EntryCodec;

import org.springframework.util.Assert;

/**
 * How the values of a cache are written to memcached and read from it.
 *
 * @param codec writes and reads entries
 * @param maxItemSize the size in bytes from which a value is not sent, as the servers
 * would refuse it
 */
public record ValueSettings(EntryCodec codec, int maxItemSize) {

	public ValueSettings {
		Assert.notNull(codec, "'codec' must not be null");
		Assert.isTrue(maxItemSize > 0, "'maxItemSize' must be positive");
	}

}
