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
package dev.larder.serializer;

import java.util.Arrays;

/**
 * Turns values into bytes and back. Implementations are thread-safe, check every type
 * they are about to read against a {@link TypeAllowList} before constructing anything,
 * and never see {@code null}: a cached {@code null} is an entry without a value.
 */
public interface ValueSerializer {

	/**
	 * Returns the number that stands for this format in the flags of an item, so that a
	 * reader knows which serializer wrote it. Numbers below 16 are Larder's own.
	 * @return the format's number, from 0 to 31
	 */
	int format();

	/**
	 * Returns the name of the serializer for people, such as in the log.
	 * @return the name, by default that of the class
	 */
	default String name() {
		return getClass().getSimpleName();
	}

	/**
	 * Serializes a value.
	 * @param value the value, never {@code null}
	 * @return its bytes
	 * @throws SerializationException if the value cannot be written
	 */
	byte[] serialize(Object value);

	/**
	 * Reads a value back.
	 * @param data the result of {@link #serialize}, or anything else: data from a shared
	 * server is not to be trusted
	 * @return the value, never {@code null}
	 * @throws SerializationException if the data cannot be read, or names a type that is
	 * not allowed
	 */
	Object deserialize(byte[] data);

	/**
	 * Reads a value back from a part of an array.
	 * @param data the array, which is not changed
	 * @param offset the start of the value's bytes
	 * @param length the number of the value's bytes
	 * @return the value, never {@code null}
	 * @throws SerializationException if the data cannot be read, or names a type that is
	 * not allowed
	 */
	default Object deserialize(byte[] data, int offset, int length) {
		return deserialize(Arrays.copyOfRange(data, offset, offset + length));
	}

}
