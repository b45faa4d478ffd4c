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

import java.lang.reflect.Constructor;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;

import org.springframework.beans.BeanUtils;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.MimeType;
import org.springframework.util.ReflectionUtils;

/**
 * The substitute in the data for a value that Jackson would write with a loss, and whose
 * fields are out of reach.
 *
 * @param written the type of the surrogate
 * @param writing makes the surrogate of a value
 * @param reading makes the value of a surrogate
 */
record Surrogate(Class<?> written, Function<Object, Object> writing, Function<Object, Object> reading) {

	private static final Map<Class<?>, Surrogate> ALL = Map.ofEntries(
			entry(Timestamp.class, String.class, (value) -> value.toInstant().toString(),
					(text) -> Timestamp.from(instant(text))),
			entry(java.sql.Date.class, String.class, Surrogate::text,
					(text) -> new java.sql.Date(instant(text).toEpochMilli())),
			entry(Time.class, String.class, Surrogate::text, (text) -> new Time(instant(text).toEpochMilli())),
			entry(BitSet.class, long[].class, BitSet::toLongArray, BitSet::valueOf),
			entry(OptionalInt.class, int[].class, (value) -> value.stream().toArray(),
					(array) -> Arrays.stream(array).findFirst()),
			entry(OptionalLong.class, long[].class, (value) -> value.stream().toArray(),
					(array) -> Arrays.stream(array).findFirst()),
			entry(OptionalDouble.class, double[].class, (value) -> value.stream().toArray(),
					(array) -> Arrays.stream(array).findFirst()),
			entry(Optional.class, Object[].class, (value) -> value.stream().toArray(), Surrogate::optional),
			entry(SimpleEntry.class, Object[].class, Surrogate::parts,
					(parts) -> new SimpleEntry<>(parts[0], parts[1])),
			entry(SimpleImmutableEntry.class, Object[].class, Surrogate::parts,
					(parts) -> new SimpleImmutableEntry<>(parts[0], parts[1])),
			entry(Map.entry("", "").getClass(), Object[].class, Surrogate::parts,
					(parts) -> Map.entry(parts[0], parts[1])),
			entry(LinkedCaseInsensitiveMap.class, Object[].class, Surrogate::partsOfMap,
					Surrogate::caseInsensitiveMap));

	private static final Set<String> BUILT = Set.of("kotlin.collections.builders.ListBuilder",
			"kotlin.collections.builders.MapBuilder", "kotlin.collections.builders.SetBuilder");

	private static final String MEDIA_TYPE = "org.springframework.http.MediaType";

	@SuppressWarnings("unchecked")
	private static <T, S> Map.Entry<Class<?>, Surrogate> entry(Class<T> type, Class<S> written,
			Function<? super T, S> writing, Function<S, ?> reading) {
		return Map.entry(type,
				new Surrogate(written, (Function<Object, Object>) writing, (Function<Object, Object>) reading));
	}

	/**
	 * Returns the surrogate of a class, if it has one.
	 */
	static @Nullable Surrogate of(Class<?> type) {
		if (type == MimeType.class || type.getName().equals(MEDIA_TYPE)) {
			return mimeType(type);
		}
		return BUILT.contains(type.getName()) ? built(type) : ALL.get(type);
	}

	/**
	 * Kotlin's builders cannot be changed once they are built.
	 */
	@SuppressWarnings("unchecked")
	private static Surrogate built(Class<?> type) {
		if (Map.class.isAssignableFrom(type)) {
			return new Surrogate(LinkedHashMap.class, (value) -> new LinkedHashMap<>((Map<?, ?>) value),
					(map) -> build(type, (builder) -> ((Map<Object, Object>) builder).putAll((Map<?, ?>) map)));
		}
		return new Surrogate(Object[].class, (value) -> ((Collection<?>) value).toArray(), (parts) -> build(type,
				(builder) -> ((Collection<Object>) builder).addAll(Arrays.asList((Object[]) parts))));
	}

	private static Object build(Class<?> type, Consumer<Object> filling) {
		Object builder = BeanUtils.instantiateClass(type);
		filling.accept(builder);
		Object built = ReflectionUtils.invokeMethod(ClassUtils.getMethod(type, "build"), builder);
		Assert.state(built != null, "Nothing was built");
		return built;
	}

	/**
	 * A MIME type looks up its character set when it is made.
	 */
	private static Surrogate mimeType(Class<?> type) {
		Constructor<?> constructor = ClassUtils.getConstructorIfAvailable(type, String.class, String.class, Map.class);
		Assert.state(constructor != null, () -> type.getName() + " lacks the constructor it had");
		return new Surrogate(Object[].class, (value) -> parts((MimeType) value),
				(parts) -> BeanUtils.instantiateClass(constructor, (Object[]) parts));
	}

	private static Object[] parts(MimeType type) {
		return new Object[] { type.getType(), type.getSubtype(), new LinkedHashMap<>(type.getParameters()) };
	}

	private static Object[] parts(Map.Entry<?, ?> entry) {
		return new Object[] { entry.getKey(), entry.getValue() };
	}

	private static Optional<?> optional(Object[] parts) {
		Assert.isTrue(parts.length <= 1, "An Optional has one value at most");
		return Arrays.stream(parts).findAny();
	}

	private static Object[] partsOfMap(LinkedCaseInsensitiveMap<?> map) {
		return new Object[] { tag(map.getLocale()), new LinkedHashMap<>(map) };
	}

	@SuppressWarnings("JavaUtilDate") // what is written is one
	private static String text(Date date) {
		return Instant.ofEpochMilli(date.getTime()).toString();
	}

	/**
	 * Earlier versions wrote another form, without what is below milliseconds.
	 */
	private static Instant instant(String text) {
		Assert.isTrue(text.endsWith("Z"), "Not written as an instant");
		return Instant.parse(text);
	}

	private static String tag(Locale locale) {
		String tag = locale.toLanguageTag();
		Assert.isTrue(Locale.forLanguageTag(tag).equals(locale), "The locale of the map has no tag");
		return tag;
	}

	private static Object caseInsensitiveMap(Object[] parts) {
		LinkedCaseInsensitiveMap<Object> map = new LinkedCaseInsensitiveMap<>(Locale.forLanguageTag((String) parts[0]));
		((Map<?, ?>) parts[1]).forEach((key, value) -> map.put((String) key, value));
		return map;
	}

	/**
	 * Writes the surrogate of a value.
	 */
	static final class Writer extends TypedValues.Writer<Object> {

		private final Surrogate surrogate;

		Writer(JavaType type, Surrogate surrogate) {
			super(type);
			this.surrogate = surrogate;
		}

		@Override
		public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
			context.findValueSerializer(this.surrogate.written())
				.serialize(this.surrogate.writing().apply(value), generator, context);
		}

	}

	/**
	 * Reads a value from its surrogate.
	 */
	static final class Reader extends TypedValues.Reader<Object> {

		private final Surrogate surrogate;

		Reader(JavaType type, Surrogate surrogate) {
			super(type);
			this.surrogate = surrogate;
		}

		@Override
		@SuppressWarnings("NullAway") // what is read may be of any kind
		public Object deserialize(JsonParser parser, DeserializationContext context) {
			JavaType written = context.constructType(this.surrogate.written());
			Object data = context.findContextualValueDeserializer(written, null).deserialize(parser, context);
			try {
				return this.surrogate.reading().apply(data);
			}
			catch (RuntimeException ex) {
				return context.reportInputMismatch(this, "Not the form of a %s: %s", handledType(), ex);
			}
		}

	}

}
