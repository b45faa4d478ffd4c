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

import java.io.Serial;

import dev.larder.entry.CacheKey;
import dev.larder.internal.entry.Refusals.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Thrown for a key that cannot be told from others, or cannot be written. Caches do
 * without such a key: their callers never see this.
 */
public final class UnusableKeyException extends IllegalArgumentException {

	@Serial
	private static final long serialVersionUID = 1L;

	private static final String REMEDY = "Make it a record, let it implement " + CacheKey.class.getName()
			+ ", or name the parts that matter with @Cacheable(key = \"...\")";

	private final Reason reason;

	private final String type;

	private final String remedy;

	private UnusableKeyException(Reason reason, String type, String why, String remedy, @Nullable Throwable cause) {
		super(why, cause);
		this.reason = reason;
		this.type = type;
		this.remedy = remedy;
	}

	/**
	 * Returns the failure of a key of whose class it is not known what tells its
	 * instances from each other.
	 */
	static UnusableKeyException withoutIdentity(Class<?> type) {
		boolean inherited = ClassUtils.getMethod(type, "equals", Object.class).getDeclaringClass() == Object.class;
		String why = inherited ? "it has no equals method of its own, so that no two of its instances are the same key"
				: "what its equals method compares is not known, so that different keys could not be kept apart";
		return new UnusableKeyException(Reason.IDENTITY, type.getName(),
				"A key of type " + type.getName() + " cannot be used: " + why, REMEDY, null);
	}

	/**
	 * Returns the failure of a key whose class fails to tell its parts.
	 */
	static UnusableKeyException unreadable(Class<?> type, String what, @Nullable Throwable cause) {
		return new UnusableKeyException(Reason.UNREADABLE_KEY, type.getName(),
				"A key of type " + type.getName() + " " + what, REMEDY, cause);
	}

	static UnusableKeyException ofNull() {
		return new UnusableKeyException(Reason.UNREADABLE_KEY, "null", "The key is null",
				"Look for an expression that finds nothing, or classes compiled without '-parameters'", null);
	}

	static UnusableKeyException tooLong(Class<?> type, String what) {
		return new UnusableKeyException(Reason.KEY_TOO_LONG, type.getName(),
				"A key of type " + type.getName() + " " + what,
				"Name the parts of the key that matter, with @Cacheable(key = \"...\")", null);
	}

	/**
	 * Counts and logs the key among those its cache refused.
	 * @param refusals the refusals of the cache
	 */
	public void report(Refusals refusals) {
		refusals.refuse(this.reason, this.type, "", this::why, this.remedy);
	}

	/**
	 * Returns the fault and the remedy.
	 */
	String sentences() {
		return why() + ". " + this.remedy + ".";
	}

	private String why() {
		return String.valueOf(getMessage());
	}

	// Keys are refused on every call, and the message says it all
	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
