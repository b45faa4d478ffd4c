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
package dev.larder.admin.memcached;

import org.jspecify.annotations.Nullable;

/**
 * A server was sent a command and did not answer it completely. Whether it carried the
 * command out is unknown.
 */
public class AnswerMissingException extends MemcachedException {

	private static final long serialVersionUID = 1L;

	private final boolean timeout;

	AnswerMissingException(String message, boolean timeout, @Nullable Throwable cause) {
		super(message, cause);
		this.timeout = timeout;
	}

	/**
	 * Returns whether the server kept the connection open and silent, rather than closing
	 * it.
	 * @return whether the wait timed out
	 */
	public boolean isTimeout() {
		return this.timeout;
	}

}
