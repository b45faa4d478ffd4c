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
package dev.larder.memcached;

import dev.larder.entry.EntryCodec;
import dev.larder.serializer.Fidelity;
import dev.larder.serializer.FidelityCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How the values of a cache are written to memcached and read from it.
 *
 * @param codec writes and reads entries
 * @param fidelity checks whether values survive the codec, or {@code null} to trust them
 * @param maxItemSize the size in bytes from which a value is not sent, as the servers
 * would refuse it
 */
public record ValueSettings(EntryCodec codec, @Nullable FidelityCheck fidelity, int maxItemSize) {

	public ValueSettings {
		Assert.notNull(codec, "'codec' must not be null");
		Assert.isTrue(maxItemSize > 0, "'maxItemSize' must be positive");
	}

	/**
	 * Creates settings without a check of what survives.
	 * @param codec writes and reads entries
	 * @param maxItemSize the size in bytes from which a value is not sent
	 */
	public ValueSettings(EntryCodec codec, int maxItemSize) {
		this(codec, null, maxItemSize);
	}

	Fidelity check(@Nullable Object value) {
		return (value != null && this.fidelity != null) ? this.fidelity.check(value) : Fidelity.SURVIVES;
	}

}
