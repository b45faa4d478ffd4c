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
package dev.larder.internal.entry;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.larder.entry.CacheKey;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Reads the parts that keys are made of: the components of records, the properties of
 * Kotlin's data and value classes, and what instances of known classes are compared by.
 * Components and properties are read from their fields, as an accessor may be overridden.
 * Thread-safe.
 */
final class KeyParts {

	private static final String DATA = "org.springframework.data.";

	private static final String ORDER = "getProperty getDirection isIgnoreCase getNullHandling";

	/**
	 * By the name of a class the methods that return what its {@code equals} compares.
	 * The classes may be absent.
	 */
	private static final Map<String, String> KNOWN = Map.ofEntries(
			Map.entry(DATA + "domain.PageRequest", "getPageNumber getPageSize getSort"),
			Map.entry(DATA + "domain.Unpaged", "getSort"), Map.entry(DATA + "domain.Sort", "toList"),
			Map.entry(DATA + "domain.Sort$TypedSort", "toList"), Map.entry(DATA + "jpa.domain.JpaSort", "toList"),
			Map.entry(DATA + "domain.Sort$Order", ORDER),
			Map.entry(DATA + "jpa.domain.JpaSort$JpaOrder", ORDER + " isUnsafe"),
			Map.entry(DATA + "domain.Limit$Limited", "max"), Map.entry(DATA + "domain.Limit$Unlimited", ""),
			Map.entry(DATA + "domain.OffsetScrollPosition", "toString"),
			Map.entry(DATA + "domain.KeysetScrollPosition", "getKeys getDirection"),
			Map.entry(DATA + "domain.Range", "getLowerBound getUpperBound"),
			Map.entry(DATA + "domain.Range$Bound", "getValue isInclusive"),
			Map.entry(DATA + "util.Pair", "getFirst getSecond"), Map.entry(DATA + "geo.Point", "getX getY"),
			Map.entry(DATA + "geo.Distance", "getValue getMetric"),
			Map.entry(DATA + "geo.Circle", "getCenter getRadius"), Map.entry(DATA + "geo.Box", "getFirst getSecond"),
			Map.entry(DATA + "geo.Polygon", "getPoints"),
			Map.entry("org.springframework.security.core.authority.SimpleGrantedAuthority", "getAuthority"),
			Map.entry("java.lang.reflect.Method", "getDeclaringClass getName getReturnType getParameterTypes"),
			Map.entry("java.net.Inet4Address", "getAddress"), Map.entry("java.net.Inet6Address", "getAddress"),
			Map.entry("java.util.BitSet", "toLongArray"),
			Map.entry("java.util.GregorianCalendar",
					"getTimeInMillis getTimeZone isLenient getFirstDayOfWeek getMinimalDaysInFirstWeek"
							+ " getGregorianChange"),
			Map.entry("javax.xml.namespace.QName", "getNamespaceURI getLocalPart"));

	/**
	 * The tags of those that equal instances of another class.
	 */
	private static final Map<String, String> TAGS = Map.of("TypedSort", "Sort", "JpaSort", "Sort", "Inet4Address",
			"InetAddress", "Inet6Address", "InetAddress");

	private static final Shape UNKNOWN = new Shape("", List.of());

	private final ClassValue<Shape> shapes = new ClassValue<>() {

		@Override
		protected Shape computeValue(Class<?> type) {
			return shape(type);
		}

	};

	/**
	 * Returns the parts of a key.
	 * @param key the key
	 * @return its parts, or {@code null} if they are not known
	 * @throws IllegalStateException if its module does not open its package to Larder
	 */
	@Nullable Parts of(Object key) {
		Shape shape = this.shapes.get(key.getClass());
		if (!shape.isKnown()) {
			return null;
		}
		Object[] values = new Object[shape.readers().size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = shape.readers().get(i).apply(key);
		}
		return new Parts(shape.tag(), Arrays.asList((key instanceof SimpleKey) ? (Object[]) values[0] : values));
	}

	/**
	 * Returns the parts of a key of Spring's.
	 * @return its parts, not to be changed, or {@code null} if its class compares others
	 */
	Object @Nullable [] params(SimpleKey key) {
		Shape shape = this.shapes.get(key.getClass());
		return shape.isKnown() ? (Object[]) shape.readers().get(0).apply(key) : null;
	}

	/**
	 * Returns whether it is known what the instances of a class are compared by.
	 */
	boolean isKnown(Class<?> type) {
		return this.shapes.get(type).isKnown();
	}

	/**
	 * Returns the first class in a type whose instances cannot be used in a key.
	 * @param type the type
	 * @param seen the classes that need not be looked at any more
	 * @return the class, or {@code null} if there is none, or that depends on the
	 * instance
	 */
	@Nullable Class<?> unusableIn(ResolvableType type, Set<Class<?>> seen) {
		Class<?> raw = type.toClass();
		if (raw.isArray()) {
			return unusableIn(type.getComponentType(), seen);
		}
		if (Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw) || raw == Optional.class) {
			return firstUnusable(Arrays.stream(type.getGenerics()), seen);
		}
		boolean open = raw == Object.class || Modifier.isAbstract(raw.getModifiers());
		if (open || raw.isEnum() || CacheKey.class.isAssignableFrom(raw) || !seen.add(raw)) {
			return null;
		}
		if (raw.isRecord()) {
			return firstUnusable(Arrays.stream(raw.getRecordComponents())
				.map((component) -> ResolvableType.forMethodReturnType(component.getAccessor(), raw)), seen);
		}
		return (ScalarKeys.isKnown(raw) || isKnown(raw)) ? null : raw;
	}

	private @Nullable Class<?> firstUnusable(Stream<ResolvableType> types, Set<Class<?>> seen) {
		return types.map((type) -> unusableIn(type, seen)).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * Returns the tag of a class of the application's. It contains a dot, as the tags of
	 * the known types do not.
	 */
	static String tag(Class<?> type) {
		String name = KeyText.escape(type.getName(), KeyText.IN_COMPOSITE);
		return (name.indexOf('.') >= 0) ? name : "." + name;
	}

	private static Shape shape(Class<?> type) {
		if (SimpleKey.class.isAssignableFrom(type) && inheritsEquals(type)) {
			return new Shape("key", List.of(field(SimpleKey.class, "params")));
		}
		if (type.isRecord()) {
			return new Shape(tag(type),
					Arrays.stream(type.getRecordComponents())
						.map((component) -> field(type, component.getName()))
						.toList());
		}
		String methods = KNOWN.get(type.getName());
		if (methods != null) {
			String name = type.getName().substring(type.getName().lastIndexOf('.') + 1);
			String tag = name.substring(name.lastIndexOf('$') + 1);
			return new Shape(TAGS.getOrDefault(tag, tag),
					Arrays.stream(StringUtils.tokenizeToStringArray(methods, " "))
						.map((method) -> method(type, method))
						.toList());
		}
		return KotlinDetector.isKotlinType(type) ? kotlinShape(type) : UNKNOWN;
	}

	private static boolean inheritsEquals(Class<?> type) {
		return ClassUtils.getMethod(type, "equals", Object.class).getDeclaringClass() == SimpleKey.class;
	}

	// All state is written, so that an equals of the class's own could not tell more
	// apart. Where there is state beside the properties, that may be compared too
	private static Shape kotlinShape(Class<?> type) {
		List<Field> state = state(type);
		List<String> methods = Arrays.stream(type.getDeclaredMethods()).map(Method::getName).toList();
		boolean data = methods.stream().anyMatch((name) -> name.startsWith("copy") && name.endsWith("$default"))
				&& methods.stream().filter((name) -> name.matches("component\\d+(-.*)?")).count() == state.size();
		boolean value = methods.contains("unbox-impl") && state.size() == 1;
		boolean object = state.isEmpty() && Arrays.stream(type.getDeclaredFields())
			.anyMatch((field) -> field.getName().equals("INSTANCE") && field.getType() == type);
		boolean inherits = state.stream().anyMatch((field) -> field.getDeclaringClass() != type);
		return ((data || value || object) && !inherits)
				? new Shape(tag(type), state.stream().map((field) -> field(type, field.getName())).toList()) : UNKNOWN;
	}

	private static List<Field> state(Class<?> type) {
		List<Field> state = new ArrayList<>();
		ReflectionUtils.doWithFields(type, state::add, (field) -> !Modifier.isStatic(field.getModifiers()));
		state.sort(Comparator.comparing(Field::getName));
		return state;
	}

	private static Function<Object, @Nullable Object> field(Class<?> type, String name) {
		try {
			Field field = type.getDeclaredField(name);
			field.setAccessible(true);
			return (key) -> ReflectionUtils.getField(field, key);
		}
		catch (NoSuchFieldException | RuntimeException ex) {
			throw unreadable("field '" + name + "'", type, ex);
		}
	}

	// What is always of one enum is told by its name alone
	private static Function<Object, @Nullable Object> method(Class<?> type, String name) {
		try {
			Method method = type.getMethod(name);
			method.trySetAccessible();
			return method.getReturnType().isEnum()
					? (key) -> ((Enum<?>) Objects.requireNonNull(ReflectionUtils.invokeMethod(method, key))).name()
					: (key) -> ReflectionUtils.invokeMethod(method, key);
		}
		catch (NoSuchMethodException ex) {
			throw unreadable("method '" + name + "'", type, ex);
		}
	}

	private static IllegalStateException unreadable(String member, Class<?> type, Exception cause) {
		return new IllegalStateException("Cannot read " + member + " of " + type.getName()
				+ ": open its package to Larder, or register it for reflection in a native image", cause);
	}

	/**
	 * The parts of a key.
	 *
	 * @param tag the mark of its type, not in need of escapes
	 * @param values the parts, not to be changed
	 */
	record Parts(String tag, List<@Nullable Object> values) {

	}

	/**
	 * The way to read the instances of a class.
	 *
	 * @param tag the mark of the class, not in need of escapes
	 * @param readers read one part each
	 */
	private record Shape(String tag, List<Function<Object, @Nullable Object>> readers) {

		private boolean isKnown() {
			return !this.tag.isEmpty();
		}

	}

}
