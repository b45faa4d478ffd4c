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

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

import org.springframework.objenesis.ObjenesisStd;
import org.springframework.objenesis.instantiator.ObjectInstantiator;

import dev.larder.serializer.SerializationException;

/**
 * The fields that an object of a class consists of, those of its superclasses first. No
 * annotation, getter, setter nor factory has a say in what they are.
 * <p>
 * An object is made by the constructor of its record, by a constructor without
 * parameters, or without any; an object of which there is but one, such as Kotlin's, is
 * that one.
 */
final class ObjectFields {

	private final Class<?> type;

	private final List<Field> fields;

	private final @Nullable Object single;

	private final @Nullable Constructor<?> constructor;

	private final @Nullable ObjectInstantiator<?> instantiator;

	/**
	 * Finds the fields of a class.
	 * @throws SerializationException if its objects are more than their fields
	 */
	ObjectFields(Class<?> type) {
		this.type = type;
		String obstacle = Obstacles.find(type);
		if (obstacle != null) {
			throw new SerializationException(obstacle);
		}
		this.fields = List.copyOf(type.isRecord() ? components(type) : fields(type));
		this.fields.forEach((field) -> open(field, type));
		this.single = this.fields.isEmpty() ? single(type) : null;
		this.constructor = type.isRecord() ? canonical(type) : withoutParameters(type);
		this.instantiator = (this.constructor == null) ? new ObjenesisStd(false).getInstantiatorOf(type) : null;
	}

	/**
	 * Returns the fields of a type, or {@code null} if its values are refused.
	 */
	static @Nullable ObjectFields find(JavaType type, TypeNames types) {
		try {
			return check(type, types);
		}
		catch (SerializationException ex) {
			return null;
		}
	}

	/**
	 * Returns why values of a type are refused.
	 */
	static SerializationException refusal(JavaType type, TypeNames types) {
		try {
			check(type, types);
			return new SerializationException("A " + type.getRawClass().getName() + " cannot be written");
		}
		catch (SerializationException ex) {
			return ex;
		}
	}

	private static ObjectFields check(JavaType type, TypeNames types) {
		types.checkKept(type.getRawClass());
		return new ObjectFields(type.getRawClass());
	}

	/**
	 * Returns whether objects of a class are their fields: those of all classes that are
	 * not the JDK's, but for collections that extend its, and hold nothing else.
	 */
	static boolean describe(Class<?> type) {
		if (type.isInterface() || type.isPrimitive() || type.isArray() || Modifier.isAbstract(type.getModifiers())
				|| Enum.class.isAssignableFrom(type) || Obstacles.isOfJdk(type) || JdkCollections.isHibernates(type)) {
			return false;
		}
		boolean container = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
		return !container || Obstacles.hasEmptyAncestor(type) || !fields(type).isEmpty();
	}

	static List<Field> fields(Class<?> type) {
		List<Field> fields = new ArrayList<>();
		for (Class<?> ancestor = type; !Obstacles.isOfJdk(ancestor); ancestor = ancestor.getSuperclass()) {
			fields.addAll(0,
					Arrays.stream(ancestor.getDeclaredFields())
						.filter((field) -> (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
						.toList());
		}
		return fields;
	}

	private static List<Field> components(Class<?> type) {
		try {
			List<Field> fields = new ArrayList<>();
			for (RecordComponent component : type.getRecordComponents()) {
				fields.add(type.getDeclaredField(component.getName()));
			}
			return fields;
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException("Every component of a record has a field", ex);
		}
	}

	private static void open(AccessibleObject member, Class<?> type) {
		try {
			member.setAccessible(true);
		}
		catch (InaccessibleObjectException ex) {
			throw new SerializationException("The module of " + type.getName() + " does not open it", ex);
		}
	}

	private static @Nullable Object single(Class<?> type) {
		try {
			Field field = type.getDeclaredField("INSTANCE");
			if (field.getType() != type || !Modifier.isStatic(field.getModifiers())) {
				return null;
			}
			open(field, type);
			return field.get(null);
		}
		catch (NoSuchFieldException ex) {
			return null;
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("The field was made accessible", ex);
		}
	}

	private static Constructor<?> canonical(Class<?> type) {
		try {
			Constructor<?> constructor = type.getDeclaredConstructor(
					Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new));
			open(constructor, type);
			return constructor;
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("Every record has its constructor", ex);
		}
	}

	private static @Nullable Constructor<?> withoutParameters(Class<?> type) {
		try {
			Constructor<?> constructor = type.getDeclaredConstructor();
			open(constructor, type);
			return constructor;
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

	List<Field> fields() {
		return this.fields;
	}

	/**
	 * Returns the names of the fields. Where a class hides a field of a superclass, that
	 * one is named with its class.
	 */
	List<String> names() {
		List<String> names = new ArrayList<>();
		Set<String> known = new HashSet<>();
		for (int i = this.fields.size() - 1; i >= 0; i--) {
			Field field = this.fields.get(i);
			String name = field.getName();
			names.add(0, known.add(name) ? name : field.getDeclaringClass().getName() + "." + name);
		}
		return names;
	}

	/**
	 * Makes an object.
	 * @param values the values of its fields, in their order
	 * @param known which of them are known; others are left as the constructor made them
	 */
	Object create(@Nullable Object[] values, boolean[] known) {
		if (this.single != null) {
			return this.single;
		}
		try {
			if (this.type.isRecord()) {
				return instantiate(withDefaults(values));
			}
			Object object = (this.instantiator != null) ? this.instantiator.newInstance() : instantiate();
			for (int i = 0; i < values.length; i++) {
				if (known[i]) {
					this.fields.get(i).set(object, values[i]);
				}
			}
			return object;
		}
		catch (IllegalAccessException ex) {
			throw new SerializationException("Cannot set the fields of " + this.type.getName(), ex);
		}
	}

	@SuppressWarnings("NullAway") // there is a constructor where there is no instantiator
	private Object instantiate(@Nullable Object... arguments) throws IllegalAccessException {
		try {
			return this.constructor.newInstance(arguments);
		}
		catch (InstantiationException | InvocationTargetException ex) {
			throw new SerializationException("Cannot create a " + this.type.getName() + ": " + ex.getCause(), ex);
		}
	}

	private @Nullable Object[] withDefaults(@Nullable Object[] values) {
		for (int i = 0; i < values.length; i++) {
			Class<?> component = this.fields.get(i).getType();
			if (values[i] == null && component.isPrimitive()) {
				values[i] = Array.get(Array.newInstance(component, 1), 0);
			}
		}
		return values;
	}

}
