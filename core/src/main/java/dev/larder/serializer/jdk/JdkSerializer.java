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
package dev.larder.serializer.jdk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;

import dev.larder.internal.lazy.LazyValues;
import dev.larder.serializer.SerializationException;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.TypeNotAllowedException;
import dev.larder.serializer.ValueSerializer;
import org.springframework.util.Assert;

/**
 * Writes {@code Serializable} values with the JDK's own serialization. Every class is
 * checked against the allow-list by name before it is loaded, and a filter bounds depth,
 * arrays and references.
 */
public final class JdkSerializer implements ValueSerializer {

	/**
	 * The number of this format.
	 */
	public static final int FORMAT = 3;

	private final TypeAllowList allowList;

	private final ClassLoader classLoader;

	/**
	 * Creates a serializer.
	 * @param allowList the types that may be read
	 * @param classLoader the loader of their classes
	 */
	public JdkSerializer(TypeAllowList allowList, ClassLoader classLoader) {
		Assert.notNull(allowList, "'allowList' must not be null");
		Assert.notNull(classLoader, "'classLoader' must not be null");
		this.allowList = allowList;
		this.classLoader = classLoader;
	}

	@Override
	public int format() {
		return FORMAT;
	}

	@Override
	public String name() {
		return "jdk";
	}

	@Override
	public byte[] serialize(Object value) {
		ByteArrayOutputStream target = new ByteArrayOutputStream(256);
		try (ObjectOutputStream stream = new LoadedObjectOutputStream(target)) {
			stream.writeObject(value);
		}
		catch (IOException ex) {
			throw new SerializationException("Cannot write a value of type " + value.getClass().getName() + ": " + ex,
					ex);
		}
		return target.toByteArray();
	}

	@Override
	public Object deserialize(byte[] data) {
		return deserialize(data, 0, data.length);
	}

	@Override
	@SuppressWarnings("BanSerializableRead") // what is read passes the filter
	public Object deserialize(byte[] data, int offset, int length) {
		JdkSerializationFilter filter = new JdkSerializationFilter(this.allowList);
		try (ObjectInputStream stream = new AllowedObjectInputStream(new ByteArrayInputStream(data, offset, length),
				filter)) {
			Object value = stream.readObject();
			if (value == null) {
				throw new SerializationException("There is no value");
			}
			return value;
		}
		catch (InvalidClassException ex) {
			throw (filter.bound() != null) ? SerializationException.beyondBound(filter.bound(), ex)
					: new SerializationException("A class has changed, or may not be read: " + ex.getMessage(), ex);
		}
		catch (SerializationException ex) {
			throw ex;
		}
		catch (IOException | ClassNotFoundException | RuntimeException | StackOverflowError | LinkageError ex) {
			throw new SerializationException("Cannot read a value: " + ex, ex);
		}
	}

	/**
	 * Writes what has been loaded from the database, without Hibernate's part in it.
	 */
	private static final class LoadedObjectOutputStream extends ObjectOutputStream {

		LoadedObjectOutputStream(OutputStream target) throws IOException {
			super(target);
			enableReplaceObject(true);
		}

		@Override
		protected Object replaceObject(Object value) {
			return LazyValues.concern(value.getClass()) ? LazyValues.unwrap(value) : value;
		}

	}

	/**
	 * Reads objects of allowed classes.
	 */
	private final class AllowedObjectInputStream extends ObjectInputStream {

		AllowedObjectInputStream(InputStream source, JdkSerializationFilter filter) throws IOException {
			super(source);
			setObjectInputFilter(filter);
		}

		@Override
		protected Class<?> resolveClass(ObjectStreamClass descriptor) throws ClassNotFoundException {
			String name = descriptor.getName();
			String component = componentOf(name);
			if (!component.isEmpty() && !JdkSerializer.this.allowList.allows(component)) {
				throw new TypeNotAllowedException(component);
			}
			return Class.forName(name, false, JdkSerializer.this.classLoader);
		}

		@Override
		protected Class<?> resolveProxyClass(String[] interfaces) {
			throw new TypeNotAllowedException("proxy of " + String.join(", ", interfaces));
		}

		/**
		 * Returns the name of the class, or of what an array is of, or an empty text if
		 * that is a primitive type.
		 */
		private static String componentOf(String name) {
			if (!name.startsWith("[")) {
				return name;
			}
			int start = name.lastIndexOf('[') + 1;
			return name.startsWith("L", start) ? name.substring(start + 1, name.length() - 1) : "";
		}

	}

}
