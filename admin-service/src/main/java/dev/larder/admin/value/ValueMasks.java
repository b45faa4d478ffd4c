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
package dev.larder.admin.value;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.InvalidAdminSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * The caches and fields whose values nobody is shown. In doubt something is masked: what
 * is shown too little can be configured, what was shown too much cannot be taken back.
 */
@Component
class ValueMasks {

	/**
	 * The longest text that is taken for a name alone.
	 */
	private static final int MAX_NAME_LENGTH = 64;

	private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.$:/\\[\\]-]{1," + MAX_NAME_LENGTH + "}");

	/**
	 * How JSON objects, streams of Java and gzip begin in base64. JSON Web Tokens begin
	 * like the first.
	 */
	private static final Pattern ENCODED = Pattern.compile("(?:eyJ|eyAi|ewog|W3si|rO0AB|H4sI)[A-Za-z0-9_+/-]{4}");

	private static final String HASHED = "~~";

	private final List<MaskPattern> caches;

	private final List<MaskPattern> fields;

	@Autowired
	ValueMasks(AdminProperties properties) {
		this(properties.values().maskedCaches(), properties.values().maskedFields());
	}

	ValueMasks(List<String> caches, List<String> fields) {
		this.caches = caches.stream().map((cache) -> new MaskPattern(cache.toLowerCase(Locale.ROOT))).toList();
		this.fields = fields.stream().map(ValueMasks::field).toList();
	}

	private static MaskPattern field(String pattern) {
		String[] parts = pattern.split("\\*", -1);
		for (int i = 0; i < parts.length; i++) {
			parts[i] = FoldedText.of(parts[i]);
		}
		String folded = String.join("*", parts);
		if (folded.isEmpty()) {
			throw new InvalidAdminSettingException("larder.admin.values.masked-fields",
					"'" + pattern + "' has no letter, digit or '*', so that it matches no field.",
					"Write a name, or one with '*' for any characters.");
		}
		return new MaskPattern(folded);
	}

	/**
	 * Returns whether a key is, or may be, one of a cache that is masked.
	 * @param key the key of an item; the name of the cache is its second part, or, if
	 * somebody else than Larder wrote it, its first
	 */
	boolean hideCacheOf(@Nullable String key) {
		if (this.caches.isEmpty() || key == null) {
			return false;
		}
		String[] parts = key.split(":", 3);
		for (int i = 0; i < Math.min(parts.length, 2); i++) {
			if (parts[i].contains(HASHED) || hideCache(name(parts[i]))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether a cache is masked.
	 */
	boolean hideCache(String name) {
		String folded = name.toLowerCase(Locale.ROOT);
		return this.caches.stream().anyMatch((pattern) -> pattern.matches(folded));
	}

	/**
	 * Returns the name that is part of a key, without what Larder writes behind it where
	 * a key is one of its own.
	 */
	private static String name(String part) {
		int mark = part.indexOf('@');
		String name = (mark >= 0) ? part.substring(0, mark) : part;
		try {
			return StringUtils.uriDecode(name, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return name;
		}
	}

	/**
	 * Returns whether any fields are masked.
	 */
	boolean hideFields() {
		return !this.fields.isEmpty();
	}

	/**
	 * Returns whether a field is masked.
	 */
	boolean hideField(String name) {
		String folded = FoldedText.of(name);
		return this.fields.stream().anyMatch((pattern) -> pattern.matches(folded))
				|| (!isName(name) && mayHoldField(name));
	}

	/**
	 * Returns whether text is the name of a masked field, and nothing else.
	 */
	boolean isHiddenName(String text) {
		return isName(text) && hideField(text);
	}

	/**
	 * Returns whether text is short, and of characters that names consist of.
	 */
	boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	/**
	 * Returns whether there may be a masked field in a text.
	 */
	boolean mayHoldField(String text) {
		if (this.fields.isEmpty()) {
			return false;
		}
		String folded = FoldedText.unescaped(text);
		return this.fields.stream().anyMatch((pattern) -> pattern.isMentionedIn(folded))
				|| ENCODED.matcher(text).find();
	}

	/**
	 * Returns whether there may be a masked field in bytes, as far as they are text.
	 */
	boolean mayHoldField(byte[] bytes) {
		return mayHoldField(new String(bytes, StandardCharsets.ISO_8859_1));
	}

}
