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
package dev.larder.entry;

import java.lang.reflect.Field;
import java.util.Arrays;

import org.springframework.cache.interceptor.SimpleKey;

/**
 * Reads the components of records, and the parameters a {@link SimpleKey} was made of.
 * Both are read from their fields: an accessor may be overridden and tell less than what
 * {@code equals} compares, and {@code SimpleKey} has none. Thread-safe.
 */
final class RecordParts {

	private final ClassValue<Field[]> fields = new ClassValue<>() {

		@Override
		protected Field[] computeValue(Class<?> type) {
			if (type == SimpleKey.class) {
				return new Field[] { accessible(type, "params") };
			}
			return Arrays.stream(type.getRecordComponents())
				.map((component) -> accessible(type, component.getName()))
				.toArray(Field[]::new);
		}

	};

	/**
	 * Returns the components of a record, in their order.
	 * @param key the record
	 * @return its components
	 * @throws IllegalStateException if its module does not open its package to Larder
	 */
	Object[] of(Record key) {
		Field[] fields = this.fields.get(key.getClass());
		Object[] values = new Object[fields.length];
		for (int i = 0; i < fields.length; i++) {
			values[i] = read(fields[i], key);
		}
		return values;
	}

	/**
	 * Returns the parameters a key was made of.
	 * @param key the key
	 * @return its parameters, not to be changed
	 * @throws IllegalStateException if Spring's module does not open its package to
	 * Larder
	 */
	Object[] of(SimpleKey key) {
		return (Object[]) read(this.fields.get(SimpleKey.class)[0], key);
	}

	private static Field accessible(Class<?> type, String name) {
		try {
			Field field = type.getDeclaredField(name);
			field.setAccessible(true);
			return field;
		}
		catch (NoSuchFieldException | RuntimeException ex) {
			throw new IllegalStateException("Cannot read field '" + name + "' of " + type.getName()
					+ ": open its package to Larder, or register it for reflection in a native image", ex);
		}
	}

	@SuppressWarnings("NullAway") // a component may be null, and Field.get is not
									// annotated
	private static Object read(Field field, Object target) {
		try {
			return field.get(target);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Cannot read " + field, ex);
		}
	}

}
