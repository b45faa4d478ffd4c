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

import java.io.Externalizable;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractQueue;
import java.util.AbstractSequentialList;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds what makes objects of a class more than their fields.
 */
final class Obstacles {

	/**
	 * Superclasses of the JDK that hold nothing.
	 */
	private static final Set<Class<?>> EMPTY = Set.of(Object.class, Record.class, Number.class,
			AbstractCollection.class, AbstractList.class, AbstractSequentialList.class, AbstractQueue.class,
			AbstractSet.class, AbstractMap.class);

	private static final Set<String> PROXIES = Set.of("org.springframework.aop.SpringProxy",
			"org.springframework.cglib.proxy.Factory", "net.sf.cglib.proxy.Factory", "javassist.util.proxy.ProxyObject",
			"org.mockito.creation.bytebuddy.access.MockAccess");

	private Obstacles() {
	}

	/**
	 * Returns why objects of a class cannot be written by their fields, if they cannot.
	 */
	static @Nullable String find(Class<?> type) {
		String name = type.getName();
		if (Proxy.isProxyClass(type) || isProxy(type)) {
			return "A " + name + " is a proxy, which stands for another object";
		}
		if (type.isHidden() || type.isSynthetic()) {
			return "A " + name + " is a lambda expression, which is code";
		}
		if (type.isAnonymousClass()) {
			return "A " + name + " is of an anonymous class, which has no name that lasts";
		}
		if (!hasEmptyAncestor(type)) {
			return "A " + name + " is also a " + ofJdk(type).getName() + ", whose state is out of reach";
		}
		if (hasFormOfItsOwn(type)) {
			return "A " + name + " has a serialized form of its own";
		}
		return findInFields(type, ObjectFields.fields(type));
	}

	private static @Nullable String findInFields(Class<?> type, List<Field> fields) {
		boolean container = Set.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
		for (Field field : fields) {
			if (field.isSynthetic()) {
				return "A " + type.getName() + " belongs to an object around it";
			}
			if (container && field.getType().isArray()) {
				return "A " + type.getName() + " has a table that depends on hash codes";
			}
		}
		return null;
	}

	private static boolean isProxy(Class<?> type) {
		for (Class<?> ancestor = type; ancestor != null; ancestor = ancestor.getSuperclass()) {
			if (Arrays.stream(ancestor.getInterfaces())
				.anyMatch((candidate) -> PROXIES.contains(candidate.getName()))) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasFormOfItsOwn(Class<?> type) {
		if (Externalizable.class.isAssignableFrom(type)) {
			return true;
		}
		for (Class<?> ancestor = type; !isOfJdk(ancestor); ancestor = ancestor.getSuperclass()) {
			for (Method method : ancestor.getDeclaredMethods()) {
				if (isWriting(method)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isWriting(Method method) {
		return switch (method.getName()) {
			case "writeReplace" -> method.getParameterCount() == 0;
			case "writeObject" ->
				Arrays.equals(method.getParameterTypes(), new Class<?>[] { ObjectOutputStream.class });
			default -> false;
		};
	}

	static boolean isOfJdk(Class<?> type) {
		String name = type.getName();
		return name.startsWith("java.") || name.startsWith("javax.");
	}

	private static Class<?> ofJdk(Class<?> type) {
		Class<?> ancestor = type;
		while (!isOfJdk(ancestor)) {
			ancestor = ancestor.getSuperclass();
		}
		return ancestor;
	}

	/**
	 * Returns whether what a class inherits from the JDK holds nothing.
	 */
	static boolean hasEmptyAncestor(Class<?> type) {
		return EMPTY.contains(ofJdk(type));
	}

}
