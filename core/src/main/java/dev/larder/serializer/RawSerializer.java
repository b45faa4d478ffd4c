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

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * Writes text and bytes as they are, and whole numbers as decimal text, so that any
 * client in any language can read and write them. All values are of one type, as the data
 * does not say what it is.
 */
public final class RawSerializer implements ValueSerializer {

	private static final Map<Class<?>, String> TYPES = Map.of(String.class, "raw", byte[].class, "raw-bytes",
			Integer.class, "raw-int", Long.class, "raw-long");

	private final Class<?> type;

	private final long flags;

	/**
	 * Creates a serializer of values with the flags 0, as most clients write text.
	 * @param type the type of the values: {@code String}, {@code byte[]}, {@code Integer}
	 * or {@code Long}
	 */
	public RawSerializer(Class<?> type) {
		this(type, 0);
	}

	/**
	 * Creates a serializer of values with certain flags.
	 * @param type the type of the values: {@code String}, {@code byte[]}, {@code Integer}
	 * or {@code Long}
	 * @param flags the number memcached keeps beside every value, by which other clients
	 * tell its type; values with this number or 0 are read
	 */
	public RawSerializer(Class<?> type, long flags) {
		Assert.isTrue(TYPES.containsKey(type),
				() -> "'type' must be String, byte[], Integer or Long, but is " + type.getName());
		Assert.isTrue(flags >= 0 && flags <= Integer.MAX_VALUE,
				() -> "'flags' must be from 0 to " + Integer.MAX_VALUE + ", but is " + flags);
		this.type = type;
		this.flags = flags;
	}

	/**
	 * Returns the number memcached keeps beside every value.
	 * @return the flags
	 */
	public long flags() {
		return this.flags;
	}

	@Override
	public int format() {
		return 0;
	}

	@Override
	public String name() {
		return TYPES.getOrDefault(this.type, "raw");
	}

	@Override
	public byte[] serialize(Object value) {
		if (!this.type.isInstance(value)) {
			throw new SerializationException("This raw serializer writes " + this.type.getSimpleName() + ", but not "
					+ value.getClass().getName() + ". Choose another serializer for this cache.");
		}
		if (value instanceof byte[] bytes) {
			return bytes.clone();
		}
		return (value instanceof String text) ? encode(text) : value.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] encode(String text) {
		try {
			ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
			return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.limit());
		}
		catch (CharacterCodingException ex) {
			throw new SerializationException("The text has an unpaired surrogate, which UTF-8 cannot express", ex);
		}
	}

	@Override
	public Object deserialize(byte[] data) {
		if (this.type == byte[].class) {
			return data.clone();
		}
		String text = decode(data);
		if (this.type == String.class) {
			return text;
		}
		try {
			return (this.type == Integer.class) ? (Object) Integer.valueOf(text) : (Object) Long.valueOf(text);
		}
		catch (NumberFormatException ex) {
			throw new SerializationException("Not a number of type " + this.type.getName(), ex);
		}
	}

	private static String decode(byte[] data) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new SerializationException("Not valid UTF-8", ex);
		}
	}

}
