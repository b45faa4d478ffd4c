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

import dev.larder.internal.entry.Refusals.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for a key that cannot be told from others, or cannot be written. Caches do
 * without such a key: their callers never see this.
 */
public final class UnusableKeyException extends IllegalArgumentException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final String type;

	private final String remedy;

	UnusableKeyException(Reason reason, String type, String why, String remedy, @Nullable Throwable cause) {
		super(why, cause);
		this.reason = reason;
		this.type = type;
		this.remedy = remedy;
	}

	/**
	 * Counts and logs the key among those its cache refused.
	 * @param refusals the refusals of the cache
	 */
	public void report(Refusals refusals) {
		refusals.refuse(this.reason, this.type, "", this::why, this.remedy);
	}

	/**
	 * Returns what is wrong and what to do.
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
