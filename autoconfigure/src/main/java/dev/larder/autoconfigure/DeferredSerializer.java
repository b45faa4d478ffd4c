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
package dev.larder.autoconfigure;

import java.util.function.Supplier;

import dev.larder.serializer.ValueSerializer;

import org.springframework.util.function.SingletonSupplier;

/**
 * A serializer that is made when it is first needed. Thread-safe.
 */
final class DeferredSerializer implements ValueSerializer {

	private final int format;

	private final SingletonSupplier<ValueSerializer> serializer;

	/**
	 * Creates a serializer.
	 * @param format the number of its format
	 * @param serializer makes it
	 */
	DeferredSerializer(int format, Supplier<ValueSerializer> serializer) {
		this.format = format;
		this.serializer = SingletonSupplier.of(serializer);
	}

	@Override
	public int format() {
		return this.format;
	}

	@Override
	public byte[] serialize(Object value) {
		return this.serializer.obtain().serialize(value);
	}

	@Override
	public Object deserialize(byte[] data) {
		return this.serializer.obtain().deserialize(data);
	}

	@Override
	public Object deserialize(byte[] data, int offset, int length) {
		return this.serializer.obtain().deserialize(data, offset, length);
	}

}
