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
package dev.larder.internal.memcached.xmemcached;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * An operation that is answered by one line.
 *
 * @param <T> the type of the answer
 */
abstract class LineOperation<T extends @Nullable Object> extends Operation<T> {

	private final byte[] request;

	LineOperation(String name, byte[] request, long started) {
		super(name, started);
		this.request = request;
	}

	@Override
	byte[] request() {
		return this.request;
	}

	@Override
	boolean read(ByteBuffer buffer) {
		ReplyLine line = ReplyLine.read(buffer);
		if (line == null) {
			return false;
		}
		T answer = interpret(line.text());
		if (answer != null) {
			complete(answer);
		}
		else {
			refused(line);
		}
		return true;
	}

	/**
	 * Deals with what is no regular answer.
	 * @param line the line
	 * @throws MalformedReplyException if nothing after it can be trusted
	 */
	void refused(ReplyLine line) {
		failWith(line);
	}

	/**
	 * Makes sense of the line.
	 * @param line the line
	 * @return what it means, or {@code null} if it is no regular answer
	 */
	abstract @Nullable T interpret(String line);

}
