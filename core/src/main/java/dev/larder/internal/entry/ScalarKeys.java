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

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The texts and tags of the JDK's plain value types in a key.
 */
final class ScalarKeys {

	/**
	 * Types whose instances are equal exactly when their {@code toString} is.
	 */
	private static final Set<Class<?>> WRITTEN_BY_TO_STRING = Set.of(BigDecimal.class, BigInteger.class, UUID.class,
			Instant.class, LocalDate.class, LocalTime.class, LocalDateTime.class, OffsetTime.class,
			OffsetDateTime.class, ZonedDateTime.class, Year.class, YearMonth.class, MonthDay.class, Duration.class,
			Period.class, Currency.class);

	/**
	 * The same, of libraries that may be absent.
	 */
	private static final Set<String> WRITTEN_BY_TO_STRING_IF_PRESENT = Set.of("org.springframework.http.HttpMethod",
			"org.bson.types.ObjectId", "kotlin.time.Instant", "kotlin.uuid.Uuid", "kotlinx.datetime.LocalDate",
			"kotlinx.datetime.LocalTime", "kotlinx.datetime.LocalDateTime");

	private static final boolean FILES_IGNORE_CASE = new File("a").equals(new File("A"));

	private ScalarKeys() {
	}

	/**
	 * Returns the key of one of the most frequent types that is written as a text.
	 * @param text the text
	 * @return the key, or {@code null} if it is of another type
	 */
	static @Nullable Object read(String text) {
		int tag = text.indexOf('~');
		if (tag < 0) {
			return KeyText.unescape(text);
		}
		String rest = text.substring(tag + 1);
		try {
			return switch (text.substring(0, tag)) {
				case "long" -> Long.valueOf(rest);
				case "int" -> Integer.valueOf(rest);
				case "UUID" -> UUID.fromString(rest);
				default -> null;
			};
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Returns how a value is written.
	 * @param value the value
	 * @return its tag and text, or {@code null} if its type is not known
	 */
	static @Nullable Scalar of(Object value) {
		Class<?> type = value.getClass();
		if (value instanceof Number && type.getPackage() == Long.class.getPackage()) {
			return new Scalar((type == Integer.class) ? "int" : type.getSimpleName().toLowerCase(Locale.ROOT),
					value.toString());
		}
		if (WRITTEN_BY_TO_STRING.contains(type)) {
			return new Scalar(type.getSimpleName(), value.toString());
		}
		if (WRITTEN_BY_TO_STRING_IF_PRESENT.contains(type.getName())) {
			return new Scalar(type.getName(), value.toString());
		}
		if (value instanceof Date date) {
			return ofDate(date);
		}
		if (value instanceof Class<?> named) {
			return new Scalar("Class", named.getName());
		}
		for (Type<?> other : Type.OTHERS) {
			if (other.type().isInstance(value)) {
				return other.write(value);
			}
		}
		return null;
	}

	/**
	 * Returns whether the instances of a class are written as their {@code toString}, and
	 * equal exactly when that is.
	 */
	static boolean isWrittenByToString(Class<?> type) {
		return WRITTEN_BY_TO_STRING.contains(type) || WRITTEN_BY_TO_STRING_IF_PRESENT.contains(type.getName());
	}

	/**
	 * Returns whether instances of a concrete class are written, as far as the class
	 * tells.
	 */
	static boolean isKnown(Class<?> type) {
		return (Number.class.isAssignableFrom(type) && type.getPackage() == Long.class.getPackage())
				|| ClassUtils.isPrimitiveOrWrapper(type) || isWrittenByToString(type) || type == String.class
				|| type == Class.class || Date.class.isAssignableFrom(type)
				|| Type.OTHERS.stream().anyMatch((other) -> other.type().isAssignableFrom(type));
	}

	private static @Nullable String text(File file) {
		return (file.getClass() == File.class) ? path(file.toString()) : null;
	}

	// Names in another encoding than the platform's show the same text
	private static @Nullable String text(Path path) {
		return (path.getFileSystem() == FileSystems.getDefault() && path.equals(Path.of(path.toString())))
				? path(path.toString()) : null;
	}

	private static @Nullable String text(TimeZone zone) {
		return zone.equals(TimeZone.getTimeZone(zone.getID())) ? zone.getID() : null;
	}

	private static String path(String path) {
		return FILES_IGNORE_CASE ? path.toLowerCase(Locale.ROOT) : path;
	}

	/**
	 * The dates of {@code java.sql} are told by name, as its module may be absent. They
	 * equal a plain date of the same time, all but the timestamp.
	 */
	@SuppressWarnings("JavaUtilDate")
	private static @Nullable Scalar ofDate(Date date) {
		return switch (date.getClass().getName()) {
			case "java.util.Date", "java.sql.Date", "java.sql.Time" ->
				new Scalar("Date", Instant.ofEpochMilli(date.getTime()).toString());
			case "java.sql.Timestamp" -> new Scalar("Timestamp", date.toInstant().toString());
			default -> null;
		};
	}

	/**
	 * A language tag leaves out what it has no place for. Such a locale is written part
	 * by part; no language tag has a slash.
	 */
	private static String text(Locale locale) {
		String tag = locale.toLanguageTag();
		if (Locale.forLanguageTag(tag).equals(locale)) {
			return tag;
		}
		StringBuilder text = new StringBuilder();
		text.append(locale.getLanguage()).append('/').append(locale.getCountry()).append('/');
		text.append(locale.getScript()).append('/').append(locale.getVariant().replace("/", "//")).append('/');
		for (Character key : locale.getExtensionKeys()) {
			text.append(key).append('-').append(locale.getExtension(key)).append('/');
		}
		return text.toString();
	}

	/**
	 * Equal URIs may be written differently: case means nothing in a scheme, in a host
	 * and in an escape.
	 */
	private static String text(URI uri) {
		StringBuilder text = new StringBuilder();
		if (uri.getScheme() != null) {
			text.append(uri.getScheme().toLowerCase(Locale.ROOT)).append(':');
		}
		if (uri.isOpaque()) {
			text.append(uri.getRawSchemeSpecificPart());
		}
		else {
			appendAuthority(text, uri);
			text.append(uri.getRawPath());
			append(text, '?', uri.getRawQuery());
		}
		append(text, '#', uri.getRawFragment());
		for (int i = text.indexOf("%"); i >= 0; i = text.indexOf("%", i + 1)) {
			text.setCharAt(i + 1, Character.toUpperCase(text.charAt(i + 1)));
			text.setCharAt(i + 2, Character.toUpperCase(text.charAt(i + 2)));
		}
		return text.toString();
	}

	private static void appendAuthority(StringBuilder text, URI uri) {
		if (uri.getHost() == null) {
			if (uri.getRawAuthority() != null) {
				text.append("//").append(uri.getRawAuthority());
			}
			return;
		}
		text.append("//");
		if (uri.getRawUserInfo() != null) {
			text.append(uri.getRawUserInfo()).append('@');
		}
		text.append(uri.getHost().toLowerCase(Locale.ROOT));
		if (uri.getPort() >= 0) {
			text.append(':').append(uri.getPort());
		}
	}

	private static void append(StringBuilder text, char mark, @Nullable String part) {
		if (part != null) {
			text.append(mark).append(part);
		}
	}

	/**
	 * A type that is written with a text of its own.
	 *
	 * @param type the type
	 * @param tag its mark, not in need of escapes
	 * @param text the text of an instance, not escaped, or {@code null} if the instance
	 * has none
	 */
	private record Type<T>(Class<T> type, String tag, Function<T, @Nullable String> text) {

		/**
		 * All such types. Here, so that they are not made for keys of other types.
		 */
		static final List<Type<?>> OTHERS = List.of(new Type<>(Boolean.class, "boolean", Object::toString),
				new Type<>(Character.class, "char", Object::toString),
				new Type<>(ZoneId.class, "ZoneId", ZoneId::getId), new Type<>(Locale.class, "Locale", ScalarKeys::text),
				new Type<>(URI.class, "URI", ScalarKeys::text), new Type<>(Charset.class, "Charset", Charset::name),
				new Type<>(File.class, "File", ScalarKeys::text), new Type<>(Path.class, "Path", ScalarKeys::text),
				new Type<>(TimeZone.class, "TimeZone", ScalarKeys::text),
				new Type<>(OptionalInt.class, "OptionalInt",
						(optional) -> optional.isPresent() ? String.valueOf(optional.getAsInt()) : ""),
				new Type<>(OptionalLong.class, "OptionalLong",
						(optional) -> optional.isPresent() ? String.valueOf(optional.getAsLong()) : ""),
				new Type<>(OptionalDouble.class, "OptionalDouble",
						(optional) -> optional.isPresent() ? String.valueOf(optional.getAsDouble()) : ""));

		private @Nullable Scalar write(Object value) {
			String written = this.text.apply(this.type.cast(value));
			return (written != null) ? new Scalar(this.tag, written) : null;
		}

	}

	/**
	 * A value as it is written in a key.
	 *
	 * @param tag the mark of its type, not in need of escapes
	 * @param text its text, not escaped
	 */
	record Scalar(String tag, String text) {

	}

}
