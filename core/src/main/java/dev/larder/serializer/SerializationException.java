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
package dev.larder.serializer;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a value cannot be written, or data cannot be read as a value. It never
 * reaches the caller of a cache: a value that cannot be read is a miss.
 */
@SuppressWarnings("serial")
public class SerializationException extends RuntimeException {

	private final boolean beyondBound;

	public SerializationException(String message) {
		this(message, null);
	}

	public SerializationException(String message, @Nullable Throwable cause) {
		this(message, cause, false);
	}

	private SerializationException(String message, @Nullable Throwable cause, boolean beyondBound) {
		super(message, cause);
		this.beyondBound = beyondBound;
	}

	/**
	 * Returns an exception for a value that is too much as a whole, such as one nested
	 * too deep, though each part of it could be kept.
	 * @param message the bound that is exceeded
	 * @param cause the cause, or {@code null}
	 * @return the exception
	 */
	public static SerializationException beyondBound(String message, @Nullable Throwable cause) {
		return new SerializationException(message, cause, true);
	}

	/**
	 * Returns whether the value as a whole is too much, rather than some part of it of a
	 * wrong kind.
	 * @return whether a smaller value of the same types may be kept
	 */
	public boolean isBeyondBound() {
		return this.beyondBound;
	}

}
