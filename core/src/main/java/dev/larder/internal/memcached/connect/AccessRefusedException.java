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
package dev.larder.internal.memcached.connect;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A server and this client do not come together, although there is a connection: one of
 * them does not accept the other. Another attempt has the same end as long as nobody
 * changes anything. It has no stack trace, which would say nothing.
 */
@SuppressWarnings("serial")
public class AccessRefusedException extends IOException {

	AccessRefusedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
