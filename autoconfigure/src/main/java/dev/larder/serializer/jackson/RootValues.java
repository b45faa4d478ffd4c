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
package dev.larder.serializer.jackson;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.MapperBuilder;

import dev.larder.serializer.SerializationException;
import dev.larder.serializer.TypeAllowList;

/**
 * Writes values whose type nobody has declared. The value is a property declared as
 * {@code Object}, so that its type is written, and checked, like that of any other.
 */
final class RootValues {

	private final ObjectWriter writer;

	private final ObjectReader reader;

	private RootValues(ObjectMapper mapper) {
		this.writer = mapper.writerFor(Root.class);
		this.reader = mapper.readerFor(Root.class);
	}

	static <M extends ObjectMapper, B extends MapperBuilder<M, B>> RootValues of(B builder, TypeAllowList allowList,
			ClassLoader classLoader) {
		return new RootValues(CacheMapper.build(builder, new TypeNames(allowList, classLoader)));
	}

	byte[] write(Object value) {
		try {
			return this.writer.writeValueAsBytes(new Root(value));
		}
		catch (JacksonException ex) {
			throw translate("Cannot write a value of type " + value.getClass().getName(), ex);
		}
	}

	Object read(byte[] data, int offset, int length) {
		Root root = parse(data, offset, length);
		if (root == null || root.value() == null) {
			throw new SerializationException("There is no value");
		}
		return root.value();
	}

	private @Nullable Root parse(byte[] data, int offset, int length) {
		try {
			return this.reader.readValue(data, offset, length);
		}
		catch (JacksonException ex) {
			throw translate("Cannot read a value", ex);
		}
	}

	/**
	 * Jackson wraps what is thrown in the depth of a value, and adds the way to it.
	 */
	private static SerializationException translate(String what, JacksonException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SerializationException exception) {
				return exception;
			}
		}
		return new SerializationException(what + ": " + ex.getOriginalMessage(), ex);
	}

	/**
	 * What is written.
	 *
	 * @param value the value
	 */
	record Root(@Nullable Object value) {

	}

}
