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

import org.apache.fory.Fory;
import org.apache.fory.ThreadSafeFory;
import org.apache.fory.config.ForyBuilder;
import org.apache.fory.exception.InsecureException;

import org.springframework.util.Assert;

/**
 * Writes values with Apache Fory, which is fast, compact, and needs no interface nor
 * annotation. Every class is checked against the allow-list by name before it is loaded.
 * Needs {@code fory-core}.
 */
public final class ForySerializer implements ValueSerializer {

	/**
	 * The number of this format.
	 */
	public static final int FORMAT = 4;

	private static final int MAX_DEPTH = 24;

	private static final long MAX_MEMORY = 64L * 1024 * 1024;

	private final ThreadSafeFory fory;

	/**
	 * Creates a serializer.
	 * @param allowList the types that may be read
	 * @param classLoader the loader of their classes
	 */
	public ForySerializer(TypeAllowList allowList, ClassLoader classLoader) {
		Assert.notNull(allowList, "'allowList' must not be null");
		Assert.notNull(classLoader, "'classLoader' must not be null");
		ForyBuilder builder = Fory.builder()
			.withXlang(false)
			.withCompatible(true)
			.withRefTracking(true)
			.withClassLoader(classLoader)
			.withMaxDepth(MAX_DEPTH)
			.withMaxGraphMemoryBytes(MAX_MEMORY)
			.withDeserializeUnknownClass(false)
			.requireClassRegistration(false)
			.suppressClassRegistrationWarnings(true)
			.withTypeChecker((resolver, name) -> check(allowList, name));
		this.fory = builder.buildThreadSafeFory();
	}

	private static boolean check(TypeAllowList allowList, String name) {
		int start = name.lastIndexOf('[') + 1;
		if (start > 0 && !name.startsWith("L", start)) {
			return true;
		}
		String component = (start > 0) ? name.substring(start + 1, name.length() - 1) : name;
		if (!allowList.allows(component)) {
			throw new TypeNotAllowedException(component);
		}
		return true;
	}

	@Override
	public int format() {
		return FORMAT;
	}

	@Override
	public String name() {
		return "fory";
	}

	@Override
	public byte[] serialize(Object value) {
		try {
			return this.fory.serialize(value);
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			throw translate("Cannot write a value of type " + value.getClass().getName(), ex);
		}
	}

	@Override
	public Object deserialize(byte[] data) {
		Object value = read(data);
		if (value == null) {
			throw new SerializationException("There is no value");
		}
		return value;
	}

	private Object read(byte[] data) {
		try {
			return this.fory.deserialize(data);
		}
		catch (RuntimeException | StackOverflowError | LinkageError | AssertionError ex) {
			throw translate("Cannot read a value", ex);
		}
	}

	private static SerializationException translate(String what, Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SerializationException exception) {
				return exception;
			}
			if (cause instanceof InsecureException && String.valueOf(cause.getMessage()).contains("depth")) {
				return SerializationException.beyondBound("It is nested more than " + MAX_DEPTH + " levels deep",
						failure);
			}
		}
		return new SerializationException(what + ": " + failure, failure);
	}

}
