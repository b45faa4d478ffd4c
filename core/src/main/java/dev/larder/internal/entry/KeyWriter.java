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

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.larder.entry.CacheKey;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.util.ObjectUtils;

/**
 * Writes one key as text, part by part. A composed key is written as
 * {@code tag~(part,part)}. Not thread-safe: one instance writes one key.
 */
final class KeyWriter {

	private static final int MAX_DEPTH = 32;

	private static final int MAX_PARTS = 100_000;

	private static final int MAX_LENGTH = 1 << 20;

	private final KeyParts known;

	private StringBuilder text;

	private Class<?> type = Object.class;

	private int depth;

	private int parts;

	/**
	 * The length of what was written and put aside to be sorted.
	 */
	private int aside;

	KeyWriter(KeyParts known, String head) {
		this.known = known;
		this.text = new StringBuilder(head.length() + 48).append(head);
	}

	String write(Object key) {
		this.type = key.getClass();
		if (key instanceof String string) {
			appendText(string, KeyText.IN_KEY);
		}
		else {
			append(key);
		}
		checkLength();
		return this.text.toString();
	}

	private void append(@Nullable Object part) {
		checkSize();
		if (part instanceof String string) {
			appendString(string);
		}
		else if (part == null) {
			this.text.append("null~");
		}
		else if (part instanceof CacheKey key) {
			appendCacheKey(key);
		}
		else if (part instanceof Enum<?> constant) {
			appendTag(KeyParts.tag(constant.getDeclaringClass()));
			KeyText.appendTo(this.text, constant.name(), KeyText.IN_COMPOSITE);
		}
		else if (part.getClass().isArray()) {
			appendArray(part);
		}
		else if (part instanceof SimpleKey || part instanceof Record
				|| (!appendContainer(part) && !appendScalar(part))) {
			appendParts(part);
		}
	}

	private void appendParts(Object part) {
		KeyParts.Parts parts = this.known.of(part);
		if (parts == null) {
			throw UnusableKeyException.withoutIdentity(part.getClass());
		}
		appendAll(parts.tag(), parts.values());
	}

	private void appendString(String string) {
		if (string.isEmpty()) {
			// Or a list of one empty string would be written like an empty list
			this.text.append("string~");
		}
		appendText(string, KeyText.IN_COMPOSITE);
	}

	private void appendText(String string, String special) {
		if (string.length() > MAX_LENGTH) {
			throw tooLong();
		}
		KeyText.appendTo(this.text, string, special);
	}

	@SuppressWarnings("NullAway") // an implementation may break its contract
	private void appendCacheKey(CacheKey key) {
		String string = key.toCacheKey();
		if (string == null) {
			throw UnusableKeyException.unreadable(key.getClass(), "returns null as its cache key", null);
		}
		appendTag(KeyParts.tag(key.getClass()));
		appendText(string, KeyText.IN_COMPOSITE);
	}

	private void appendArray(Object array) {
		Class<?> component = array.getClass().getComponentType();
		if (Array.getLength(array) > MAX_PARTS) {
			throw tooLarge("has more than " + MAX_PARTS + " parts");
		}
		if (component.isPrimitive()) {
			appendTag(component.getName() + "[]");
			this.text.append('(');
			int start = this.text.length();
			for (Object element : ObjectUtils.toObjectArray(array)) {
				separate(start);
				KeyText.appendTo(this.text, element.toString(), KeyText.IN_COMPOSITE);
			}
			this.text.append(')');
		}
		else {
			// Arrays.deepEquals does not ask for the arrays' types
			appendAll("array", Arrays.asList((Object[]) array));
		}
	}

	private boolean appendContainer(Object part) {
		if (part instanceof List<?> list) {
			appendAll("list", list);
		}
		else if (part instanceof Set<?> set) {
			appendSorted("set", set, this::append);
		}
		else if (part instanceof Map<?, ?> map) {
			appendSorted("map", map.entrySet(), this::appendPair);
		}
		else if (part instanceof Map.Entry<?, ?> entry) {
			appendTag("entry");
			nest(() -> appendPair(entry));
		}
		else if (part instanceof Optional<?> optional) {
			appendAll("Optional", optional.map(List::of).orElseGet(List::of));
		}
		else {
			return false;
		}
		return true;
	}

	private void appendPair(Map.Entry<?, ?> entry) {
		append(entry.getKey());
		this.text.append('=');
		append(entry.getValue());
	}

	private void appendAll(String tag, Collection<?> values) {
		appendTag(tag);
		nest(() -> {
			int start = this.text.length();
			for (Object value : values) {
				separate(start);
				append(value);
			}
		});
	}

	private <T> void appendSorted(String tag, Collection<T> values, Consumer<T> writer) {
		appendTag(tag);
		nest(() -> {
			StringBuilder outer = this.text;
			int before = this.aside;
			this.aside += outer.length();
			List<String> texts = new ArrayList<>();
			for (T value : values) {
				this.text = new StringBuilder();
				writer.accept(value);
				this.aside += this.text.length();
				texts.add(this.text.toString());
			}
			this.text = outer;
			this.aside = before;
			texts.sort(null);
			outer.append(String.join(",", texts));
		});
	}

	private boolean appendScalar(Object part) {
		ScalarKeys.Scalar scalar = ScalarKeys.of(part);
		if (scalar == null) {
			return false;
		}
		appendTag(scalar.tag());
		appendText(scalar.text(), KeyText.IN_COMPOSITE);
		return true;
	}

	private void appendTag(String tag) {
		this.text.append(tag).append('~');
	}

	private void separate(int start) {
		if (this.text.length() > start) {
			this.text.append(',');
		}
	}

	private void nest(Runnable body) {
		if (++this.depth > MAX_DEPTH) {
			throw tooLarge("is nested more than " + MAX_DEPTH + " levels deep, or contains itself");
		}
		this.text.append('(');
		body.run();
		this.text.append(')');
		this.depth--;
	}

	private void checkSize() {
		if (++this.parts > MAX_PARTS) {
			throw tooLarge("has more than " + MAX_PARTS + " parts, or contains itself");
		}
		checkLength();
	}

	private void checkLength() {
		if (this.aside + this.text.length() > MAX_LENGTH) {
			throw tooLong();
		}
	}

	private UnusableKeyException tooLong() {
		return tooLarge("is longer than " + MAX_LENGTH + " bytes");
	}

	private UnusableKeyException tooLarge(String what) {
		return UnusableKeyException.tooLong(this.type, what);
	}

}
