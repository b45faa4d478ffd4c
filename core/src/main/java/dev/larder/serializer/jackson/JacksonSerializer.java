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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.MapperBuilder;

import dev.larder.serializer.SerializationException;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.TypeNotAllowedException;
import dev.larder.serializer.ValueSerializer;

/**
 * A serializer with a mapper of its own. The type of a value is not declared anywhere. So
 * the value is a property declared as {@code Object}, whose type is written, and checked,
 * like that of any other.
 */
abstract sealed class JacksonSerializer implements ValueSerializer permits JsonSerializer, SmileSerializer {

	private final ObjectWriter writer;

	private final ObjectReader reader;

	<M extends ObjectMapper, B extends MapperBuilder<M, B>> JacksonSerializer(B builder, TypeAllowList allowList,
			ClassLoader classLoader) {
		ObjectMapper mapper = CacheMapper.build(builder, new TypeNames(allowList, classLoader));
		this.writer = mapper.writerFor(Root.class);
		this.reader = mapper.readerFor(Root.class);
	}

	@Override
	public final byte[] serialize(Object value) throws SerializationException {
		try {
			return this.writer.writeValueAsBytes(new Root(value));
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			throw translate("Cannot write a value of type " + value.getClass().getName(), ex);
		}
	}

	@Override
	public final Object deserialize(byte[] data) throws SerializationException {
		return deserialize(data, 0, data.length);
	}

	@Override
	public final Object deserialize(byte[] data, int offset, int length) throws SerializationException {
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
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			throw translate("Cannot read a value", ex);
		}
	}

	/**
	 * Jackson wraps what is thrown in the depth of a value, and adds the way to it.
	 */
	private static SerializationException translate(String what, Throwable failure) {
		List<JacksonException.Reference> path = (failure instanceof JacksonException exception) ? exception.getPath()
				: List.of();
		String place = describe(path.isEmpty() ? path : path.subList(1, path.size()));
		int repeated = repeated(path);
		if (repeated > 0) {
			return new SerializationException(
					"There is a cycle: '" + describe(path.subList(1, repeated))
							+ "' is an object that contains it. References back can be kept by 'jdk' or 'fory'",
					failure);
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof StreamConstraintsException exception) {
				return SerializationException.beyondBound(exception.getOriginalMessage(), failure);
			}
			if (cause instanceof TypeNotAllowedException exception) {
				return exception.at(place);
			}
			if (cause instanceof SerializationException exception) {
				return place.isEmpty() ? exception
						: new SerializationException(exception.getMessage() + ", at '" + place + "'", exception);
			}
		}
		String reason = (failure instanceof JacksonException exception) ? exception.getOriginalMessage()
				: failure.toString();
		return new SerializationException(what + (place.isEmpty() ? "" : ", at '" + place + "'") + ": " + reason,
				failure);
	}

	/**
	 * Returns the length of the way to where an object is met again, or 0.
	 */
	private static int repeated(List<JacksonException.Reference> path) {
		Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
		for (int i = 0; i < path.size(); i++) {
			Object from = path.get(i).from();
			if (from != null && !(from instanceof Class<?>) && !met.add(from)) {
				return i;
			}
		}
		return 0;
	}

	private static String describe(List<JacksonException.Reference> path) {
		StringBuilder description = new StringBuilder();
		for (JacksonException.Reference step : path) {
			if (step.getPropertyName() == null) {
				description.append('[').append(step.getIndex()).append(']');
			}
			else {
				description.append(description.isEmpty() ? "" : ".").append(step.getPropertyName());
			}
		}
		return description.toString();
	}

	/**
	 * The bean that is written.
	 *
	 * @param value the value
	 */
	record Root(@Nullable Object value) {

	}

}
