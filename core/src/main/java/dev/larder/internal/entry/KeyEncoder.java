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

import java.util.HashSet;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;

/**
 * Writes the keys of one cache as text for memcached: {@code prefix:cache:key}. Different
 * keys never become the same text, equal keys always do, and the text stays readable. A
 * {@code String} is written as it is, with what is not printable ASCII escaped; every
 * other type carries a tag, such as {@code long~7}. A text of more than 250 bytes keeps
 * its start and ends in a hash, see {@link EncodedKey}.
 * <p>
 * Keys of Larder's own, such as a generation or a lease, are written so that no key of a
 * user can equal one.
 * <p>
 * Immutable and thread-safe. The rules are in {@code docs/keys.md}.
 */
public final class KeyEncoder {

	private final String cacheName;

	private final String name;

	private final String head;

	private final String longHead;

	private final String intHead;

	private final KeyParts known = new KeyParts();

	private final PlainKeys plain = new PlainKeys(this.known);

	/**
	 * Creates the encoder of a cache.
	 * @param keyPrefix the prefix that sets the keys of an application apart
	 * @param cacheName the name of the cache
	 */
	public KeyEncoder(String keyPrefix, String cacheName) {
		Assert.notNull(keyPrefix, "'keyPrefix' must not be null");
		Assert.hasLength(cacheName, "'cacheName' must not be empty");
		this.cacheName = cacheName;
		this.name = KeyText.escape(keyPrefix, KeyText.IN_NAME) + ":" + KeyText.escape(cacheName, KeyText.IN_NAME);
		this.head = this.name + ":";
		this.longHead = this.head + "long~";
		this.intHead = this.head + "int~";
	}

	/**
	 * Encodes a key.
	 * @param key the key, as the application gave it
	 * @return the encoded key
	 * @throws UnusableKeyException if the key is {@code null} or of a type that has no
	 * value identity, contains something like that, or fails to be read
	 */
	public EncodedKey encode(@Nullable Object key) {
		return EncodedKey.of(write(key));
	}

	/**
	 * Returns the identity of a key, by which maps tell it from others. Costs little
	 * where that is the key itself, and then allocates nothing.
	 * @param key the key, as the application gave it, or one that was identified before
	 * @return the key itself, if its {@code equals} tells it from others as its text
	 * does, or else an {@link EntryKey}
	 * @throws UnusableKeyException as of {@link #encode(Object)}, or if the
	 * {@code hashCode} of the key fails
	 */
	public Object identify(@Nullable Object key) {
		if (key instanceof String || key instanceof Long || key instanceof Integer) {
			return key;
		}
		if (key instanceof EntryKey known) {
			return known.identity();
		}
		if (key != null && isPlain(key)) {
			return key;
		}
		EncodedKey encoded = encode(key);
		return new EntryKey(this, hashable(key), false, encoded);
	}

	/**
	 * Returns a key that is to be looked for, or changed, beyond a map.
	 * @param identity the result of {@link #identify(Object)}
	 * @return the key
	 * @throws UnusableKeyException as of {@link #encode(Object)}
	 */
	public EntryKey key(Object identity) {
		if (identity instanceof EntryKey key) {
			return key;
		}
		return new EntryKey(this, identity, true, isWrittenForSure(identity) ? null : encode(identity));
	}

	private boolean isPlain(Object key) {
		try {
			return this.plain.contains(key);
		}
		catch (RuntimeException ex) {
			throw unreadable(key, ex);
		}
	}

	private static boolean isWrittenForSure(Object key) {
		return key instanceof Long || key instanceof Integer || key instanceof UUID
				|| (key instanceof String text && text.length() <= EncodedKey.MAX_LENGTH);
	}

	// Callers keep results by key
	private static Object hashable(@Nullable Object key) {
		try {
			int unused = Objects.hashCode(key);
			return Objects.requireNonNull(key);
		}
		catch (RuntimeException | StackOverflowError | LinkageError | AssertionError ex) {
			throw unreadable(key, ex);
		}
	}

	/**
	 * Returns why keys of a type cannot be used, as far as the type alone tells.
	 * @param type the type of all or a part of a key, with its type arguments
	 * @return the fault and the remedy, in sentences, or {@code null} if keys of the type
	 * can be used, or it depends on the key
	 */
	public static @Nullable String refusalOf(ResolvableType type) {
		Class<?> unusable = new KeyParts().unusableIn(type, new HashSet<>());
		return (unusable != null) ? UnusableKeyException.withoutIdentity(unusable).sentences() : null;
	}

	private static UnusableKeyException unreadable(@Nullable Object key, Throwable failure) {
		if (failure instanceof UnusableKeyException unusable) {
			return unusable;
		}
		return (key != null) ? UnusableKeyException.unreadable(key.getClass(), "cannot be read: " + failure, failure)
				: UnusableKeyException.ofNull();
	}

	private String write(@Nullable Object key) {
		if (key instanceof String text && text.length() <= EncodedKey.MAX_LENGTH
				&& KeyText.isPlain(text, KeyText.IN_KEY)) {
			return this.head.concat(text);
		}
		if (key instanceof Long number) {
			return this.longHead.concat(number.toString());
		}
		if (key instanceof Integer number) {
			return this.intHead.concat(number.toString());
		}
		if (key == null) {
			throw UnusableKeyException.ofNull();
		}
		try {
			return new KeyWriter(this.known, this.head).write(key);
		}
		// Code of the application's: an iterator, an accessor, a text
		catch (RuntimeException | StackOverflowError | LinkageError | AssertionError ex) {
			throw unreadable(key, ex);
		}
	}

	/**
	 * Returns the start of the keys of all entries of the cache, unless they are hashed.
	 * No key of another cache, and none of Larder's own, starts with it.
	 * @return {@code prefix:cache:}
	 */
	public String head() {
		return this.head;
	}

	/**
	 * Returns the key that is written as a text. Blanks and what is not printable ASCII
	 * may stand for themselves in it, as in a key that is a {@code String}.
	 * @param text the text, with or without the {@link #head()}
	 * @return the key: the very one where the text tells it, and otherwise one that
	 * stands for it in memcached
	 */
	public EntryKey ofText(String text) {
		String own = withoutHead(text);
		EncodedKey encoded = EncodedKey.of(this.head + KeyText.escape(own, ""));
		Object key = ScalarKeys.read(own);
		if (key != null && isPlain(key) && encode(key).equals(encoded)) {
			return key(key);
		}
		return new EntryKey(this, encoded, false, encoded);
	}

	/**
	 * Returns what the keys in memcached begin with whose texts begin with a text, hashed
	 * ones too.
	 * @param text the beginning of keys, with or without the {@link #head()}
	 * @return the beginning with it
	 * @throws IllegalArgumentException if the text is empty, or so long that nothing is
	 * left of it in a hashed key
	 */
	public String ofPrefix(String text) {
		String own = KeyText.escape(withoutHead(text), "");
		Assert.isTrue(!own.isEmpty(), "The beginning of the keys must not be empty");
		int longest = EncodedKey.KEPT_LENGTH - this.head.length();
		Assert.isTrue(own.length() <= longest, () -> "The beginning of the keys must not have more than "
				+ Math.max(0, longest) + " characters, as longer keys are hashed");
		return this.head + own;
	}

	/**
	 * Returns a text without the {@link #head()}.
	 * @param text the text of a key, or the beginning of one
	 * @return the text itself if it does not begin so
	 */
	public String withoutHead(String text) {
		return text.startsWith(this.head) ? text.substring(this.head.length()) : text;
	}

	/**
	 * Returns a key of Larder's own that belongs to this cache, such as
	 * {@code prefix:cache@generation}. No encoded key of an entry or of a lease equals
	 * it.
	 * @param purpose the purpose of the key
	 * @return the key, at most 250 bytes of printable ASCII without blanks
	 */
	public String reserved(String purpose) {
		return own(this.name, purpose);
	}

	/**
	 * Returns a key of Larder's own that belongs to all caches under a key prefix, such
	 * as {@code prefix@journal}. No key that an encoder returns equals it.
	 * @param keyPrefix the key prefix
	 * @param purpose the purpose of the key
	 * @return the key, at most 250 bytes of printable ASCII without blanks
	 */
	public static String reserved(String keyPrefix, String purpose) {
		Assert.notNull(keyPrefix, "'keyPrefix' must not be null");
		return own(KeyText.escape(keyPrefix, KeyText.IN_NAME), purpose);
	}

	private static String own(String owner, String purpose) {
		Assert.hasLength(purpose, "'purpose' must not be empty");
		return EncodedKey.of(owner + "@" + KeyText.escape(purpose, KeyText.IN_KEY)).text();
	}

	/**
	 * Returns the key of the lease that lies beside an entry. It differs from every
	 * encoded and every reserved key, and from the lease of every other entry.
	 * @param key an encoded key of this cache
	 * @return the lease's key
	 */
	public EncodedKey lease(EncodedKey key) {
		String whole = (key.original() != null) ? key.original() : key.text();
		Assert.isTrue(whole.startsWith(this.head),
				() -> "'key' must be one of cache '" + this.cacheName + "', but is '" + whole + "'");
		return EncodedKey.of(this.name + "@lease~" + whole.substring(this.head.length()));
	}

}
