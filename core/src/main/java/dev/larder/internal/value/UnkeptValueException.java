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
package dev.larder.internal.value;

import java.io.IOException;
import java.io.NotSerializableException;
import java.lang.reflect.InaccessibleObjectException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.larder.serializer.SerializationException;
import dev.larder.serializer.TypeNotAllowedException;
import org.jspecify.annotations.Nullable;

import dev.larder.internal.value.ObjectGraph.Found;
import dev.larder.internal.value.TypeOutline.Kind;

/**
 * Thrown when no serializer gives a value back as it was.
 */
@SuppressWarnings("serial")
public class UnkeptValueException extends SerializationException {

	private final String type;

	private final String path;

	private final String remedy;

	private final boolean lasting;

	private final boolean ofShape;

	private UnkeptValueException(String message, Found place, String remedy, boolean lasting, boolean ofShape) {
		super(message);
		this.type = place.object().getClass().getName();
		this.path = place.path();
		this.remedy = remedy;
		this.lasting = lasting;
		this.ofShape = ofShape;
	}

	/**
	 * Returns the exception for a value that every serializer refuses.
	 */
	static UnkeptValueException of(Object value, List<Failure> failures) {
		Found place = failures.get(0).place();
		String keeper = (failures.size() == 1) ? failures.get(0).serializer() + " does not keep "
				: "no serializer keeps ";
		String reasons = failures.stream()
			.map((failure) -> ((failures.size() == 1) ? "" : failure.serializer() + ": ")
					+ (failure.place().path().equals(place.path()) ? "" : "at " + failure.place().path() + ", ")
					+ failure.reason())
			.collect(Collectors.joining("; "));
		boolean lasting = failures.stream().allMatch(Failure::isLasting);
		return new UnkeptValueException(notCached(value) + keeper + describe(place) + " (" + reasons + ")", place,
				lasting ? remedy(place, failures) : "Nothing need be done unless it happens often", lasting,
				lasting && failures.stream().allMatch(Failure::isOfShape));
	}

	/**
	 * Returns the exception for a value with something that would have to be loaded.
	 */
	static UnkeptValueException unloaded(Object value, Found place) {
		return new UnkeptValueException(
				notCached(value) + describe(place) + " is not loaded yet, and would be loaded by writing it", place,
				"Load it in the query, by a fetch join or an entity graph, or return a record of what is needed", true,
				false);
	}

	private static String notCached(Object value) {
		return "a " + value.getClass().getTypeName() + " is not cached, as ";
	}

	private static String describe(Found place) {
		return (place.owner() == null) ? "it"
				: "the " + place.object().getClass().getTypeName() + " at " + place.path();
	}

	private static String remedy(Found place, List<Failure> failures) {
		if (isProxy(place)) {
			return "Return the object behind the proxy, or a record of what is needed";
		}
		if (failures.stream().anyMatch(Failure::isBeyondBound)) {
			return "Cache less in one value, or return a record of what is needed";
		}
		TypeNotAllowedException forbidden = failures.stream()
			.map(Failure::thrown)
			.filter(TypeNotAllowedException.class::isInstance)
			.map(TypeNotAllowedException.class::cast)
			.filter((exception) -> !isOfJdk(exception.typeName()))
			.findFirst()
			.orElse(null);
		if (forbidden != null && !place.isCycle()) {
			return "If " + forbidden.typeName() + " only holds data, add it to the property "
					+ "'larder.serialization.allowed-types', or return a record of what is needed";
		}
		return (failures.size() == 1)
				? "Name more serializers in the property 'serializer' of the cache, or return a record of what is needed"
				: "Change the type, or return a record of what is needed";
	}

	/**
	 * Returns whether a type is one of those that are all known: allowing another would
	 * not make it readable, or would be a risk.
	 */
	private static boolean isOfJdk(String typeName) {
		return Stream.of("java.", "javax.", "jdk.", "sun.", "com.sun.").anyMatch(typeName::startsWith);
	}

	private static boolean isProxy(Found place) {
		return TypeOutline.of(place.object().getClass()).kind() == Kind.PROXY;
	}

	/**
	 * Returns the type that is to blame.
	 * @return the name of the type
	 */
	public String type() {
		return this.type;
	}

	/**
	 * Returns where in the value that is.
	 * @return a path, such as {@code Order.lines[0].owner}
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Returns the remedy.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

	/**
	 * Returns whether it is because of what the value is, and not of something that
	 * happened meanwhile, such as a change by another thread.
	 * @return whether the same value will fare no better
	 */
	public boolean isLasting() {
		return this.lasting;
	}

	/**
	 * Returns whether it is because of the types in the value and how they hang together,
	 * and not of how much or what exactly they hold.
	 * @return whether the next value of this shape will fare no better
	 */
	boolean isOfShape() {
		return this.ofShape;
	}

	/**
	 * The reason why one serializer does not keep a value.
	 *
	 * @param serializer its name
	 * @param place the part that is to blame
	 * @param difference the change, or {@code null} if it cannot be written or read
	 * @param thrown the failure, or {@code null} if it did not
	 */
	record Failure(String serializer, Found place, @Nullable String difference, @Nullable Throwable thrown) {

		private static final List<String> SERIALIZERS = List.of("dev.larder.serializer.", "tools.jackson.",
				"com.fasterxml.jackson.", "org.apache.fory.");

		boolean isLasting() {
			return this.thrown == null || isLasting(this.thrown);
		}

		boolean isBeyondBound() {
			return isBeyondBound(this.thrown);
		}

		static boolean isBeyondBound(@Nullable Throwable thrown) {
			return thrown instanceof SerializationException exception && exception.isBeyondBound();
		}

		/**
		 * Returns whether values of the same types fare alike: a number or a text that
		 * cannot be kept says nothing of others.
		 */
		boolean isOfShape() {
			return this.thrown instanceof TypeNotAllowedException
					|| (!isBeyondBound() && TypeOutline.of(this.place.object().getClass()).kind() != Kind.VALUE);
		}

		/**
		 * Returns whether something thrown is about the type of a value: thrown by a
		 * serializer itself, and not by a method of the value or by what goes on around
		 * it.
		 */
		static boolean isLasting(Throwable thrown) {
			Throwable cause = thrown;
			while (cause.getCause() != null && cause.getCause() != cause) {
				cause = cause.getCause();
			}
			String name = cause.getClass().getName();
			return cause instanceof IOException || cause instanceof ReflectiveOperationException
					|| cause instanceof InaccessibleObjectException || cause instanceof UnsupportedOperationException
					|| cause instanceof IllegalArgumentException || cause instanceof ClassCastException
					|| cause instanceof Error || SERIALIZERS.stream().anyMatch(name::startsWith);
		}

		String reason() {
			if (this.difference != null) {
				return this.difference;
			}
			if (isProxy(this.place)) {
				return "it is a proxy";
			}
			if (this.thrown instanceof TypeNotAllowedException forbidden) {
				return forbidden.typeName() + " may not be read";
			}
			if (this.place.isCycle() && unserializable(this.thrown) == null) {
				return "it leads back to where it came from, which is a cycle";
			}
			return (this.thrown != null) ? textOf(this.thrown) : "it is altered";
		}

		private static @Nullable String unserializable(@Nullable Throwable thrown) {
			for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
				if (cause instanceof NotSerializableException) {
					return cause.getMessage();
				}
			}
			return null;
		}

		private static String textOf(Throwable thrown) {
			String type = unserializable(thrown);
			if (type != null) {
				return type + " is not Serializable";
			}
			String text = (thrown instanceof SerializationException) ? String.valueOf(thrown.getMessage())
					: thrown.toString();
			return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
		}

	}

}
