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
package dev.larder.internal.snapshot;

import java.util.Collection;
import java.util.List;

import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.serializer.ValueSerializer;

import org.springframework.util.Assert;

/**
 * The serializers of the keys and values of a cache in a snapshot.
 *
 * @param codec writes and reads entries
 * @param keyWriters the serializers for keys; a key is written by the first it survives
 * @param keyReaders more serializers whose keys can be read, such as that of an earlier
 * configuration
 */
public record SnapshotValues(EnvelopeCodec codec, List<ValueSerializer> keyWriters,
		Collection<ValueSerializer> keyReaders) {

	public SnapshotValues {
		Assert.notNull(codec, "'codec' must not be null");
		keyWriters = List.copyOf(keyWriters);
		keyReaders = List.copyOf(keyReaders);
	}

}
