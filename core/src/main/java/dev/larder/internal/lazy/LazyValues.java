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

package dev.larder.internal.lazy;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.larder.serializer.SerializationException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The objects that Hibernate puts in the place of those it has not loaded yet. Nothing is
 * ever loaded here: an object that is not there cannot be cached. Hibernate need not be
 * present.
 */
public final class LazyValues {

	private static final Names PROXY = new Names("org.hibernate.proxy.HibernateProxy", "getHibernateLazyInitializer",
			"org.hibernate.proxy.LazyInitializer");

	private static final Names ENHANCED = new Names("org.hibernate.engine.spi.PersistentAttributeInterceptable",
			"$$_hibernate_getInterceptor",
			"org.hibernate.bytecode.enhance.spi.interceptor.BytecodeLazyAttributeInterceptor");

	private static final String COLLECTION = "org.hibernate.collection.spi.LazyInitializable";

	private static final ClassValue<Boolean> CONCERNED = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return find(type, PROXY.type()) != null || find(type, COLLECTION) != null
					|| find(type, ENHANCED.type()) != null || isUnloadedProxy(type);
		}

	};

	private LazyValues() {
	}

	/**
	 * Returns whether objects of a class may have parts that are not loaded, or stand for
	 * others.
	 * @param type the class
	 * @return whether they are Hibernate's, or were changed by it
	 */
	public static boolean concern(Class<?> type) {
		return !type.getName().startsWith("java.") && CONCERNED.get(type);
	}

	/**
	 * Returns whether objects of a class stand for others.
	 * @param type the class
	 * @return whether they are proxies of Hibernate
	 */
	public static boolean areProxies(Class<?> type) {
		return find(type, PROXY.type()) != null;
	}

	/**
	 * Returns what a value of Hibernate's stands for: the entity behind a proxy, and a
	 * plain collection with the same elements. All other values are returned as they are.
	 * @param value the value
	 * @return the value without Hibernate
	 * @throws SerializationException if it has not been loaded
	 */
	public static Object unwrap(Object value) {
		Class<?> type = value.getClass();
		check(type, !isUnloadedProxy(type));
		Object initializer = PROXY.ask(value);
		if (initializer != null) {
			check(type, Boolean.FALSE.equals(call(initializer, PROXY.result(), "isUninitialized")));
			Object entity = call(initializer, PROXY.result(), "getImplementation");
			return (entity != null) ? unwrap(entity) : value;
		}
		if (find(type, COLLECTION) != null) {
			check(type, Boolean.TRUE.equals(call(value, COLLECTION, "wasInitialized")));
			return copy(value);
		}
		Object interceptor = ENHANCED.ask(value);
		if (interceptor != null && find(interceptor.getClass(), ENHANCED.result()) != null) {
			check(type, Boolean.FALSE.equals(call(interceptor, ENHANCED.result(), "hasAnyUninitializedAttributes")));
		}
		return value;
	}

	/**
	 * The JDK's serialization is given this in the place of a proxy that is not loaded.
	 */
	private static boolean isUnloadedProxy(Class<?> type) {
		Class<?> parent = type.getSuperclass();
		return parent != null && (parent.getName().equals("org.hibernate.proxy.AbstractSerializableProxy")
				|| isUnloadedProxy(parent));
	}

	private static void check(Class<?> type, boolean loaded) {
		if (!loaded) {
			throw new SerializationException("A " + ClassUtils.getUserClass(type).getName()
					+ " has not been loaded from the database. Fetch what is to be cached, or cache a projection");
		}
	}

	private static Object copy(Object value) {
		if (value instanceof SortedMap<?, ?> map) {
			return new TreeMap<>(map);
		}
		if (value instanceof Map<?, ?> map) {
			return new LinkedHashMap<>(map);
		}
		if (value instanceof SortedSet<?> set) {
			return new TreeSet<>(set);
		}
		if (value instanceof Set<?> set) {
			return new LinkedHashSet<>(set);
		}
		return (value instanceof Collection<?> collection) ? new ArrayList<>(collection) : value;
	}

	private static @Nullable Class<?> find(Class<?> type, String name) {
		for (Class<?> ancestor = type; ancestor != null; ancestor = ancestor.getSuperclass()) {
			for (Class<?> candidate : ancestor.getInterfaces()) {
				Class<?> found = candidate.getName().equals(name) ? candidate : find(candidate, name);
				if (found != null) {
					return found;
				}
			}
		}
		return null;
	}

	private static @Nullable Object call(Object target, String type, String method) {
		Class<?> declaring = find(target.getClass(), type);
		if (declaring == null) {
			return null;
		}
		try {
			return declaring.getMethod(method).invoke(target);
		}
		catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException ex) {
			throw new SerializationException("Cannot ask whether a " + target.getClass().getName() + " is loaded", ex);
		}
	}

	/**
	 * The method to ask, and the interfaces it goes with.
	 *
	 * @param type the interface of the value
	 * @param method its method
	 * @param result the interface that the method returns
	 */
	private record Names(String type, String method, String result) {

		@Nullable Object ask(Object value) {
			return call(value, type(), method());
		}

	}

}
