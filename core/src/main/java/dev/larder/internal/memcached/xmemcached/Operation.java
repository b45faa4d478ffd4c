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
import java.util.concurrent.CompletableFuture;

import com.google.code.yanf4j.buffer.IoBuffer;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.CommandType;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;
import org.jspecify.annotations.Nullable;

import dev.larder.internal.memcached.MemcachedException;
import dev.larder.internal.memcached.MemcachedException.Reason;
import dev.larder.internal.memcached.connect.ServerDialer;

/**
 * An xmemcached command that completes a future instead of a latch, once: with the
 * server's answer, or with a failure. One that has failed stays in the queue of those
 * sent, to take up its answer.
 *
 * @param <T> the type of the answer
 */
abstract class Operation<T extends @Nullable Object> extends Command {

	private final String name;

	private final long started;

	private final CompletableFuture<T> future = new CompletableFuture<>();

	/**
	 * Creates an operation.
	 * @param name the name of the command, for messages
	 * @param started the {@link System#nanoTime()} from which its timeout counts
	 */
	Operation(String name, long started) {
		// xmemcached's own optimizer would merge or cast other types
		super(CommandType.VERSION);
		this.name = name;
		this.started = started;
	}

	long started() {
		return this.started;
	}

	CompletableFuture<T> future() {
		return this.future;
	}

	/**
	 * Returns whether nobody waits for an answer any more.
	 * @return whether the operation has succeeded or failed
	 */
	boolean isDone() {
		return this.future.isDone();
	}

	void complete(@Nullable T answer) {
		this.future.complete(answer);
	}

	void fail(Reason reason, String message) {
		if (!isDone()) {
			this.future.completeExceptionally(new MemcachedException(reason, this.name + " " + message));
		}
	}

	/**
	 * Returns the bytes to send.
	 * @return the whole request
	 */
	abstract byte[] request();

	/**
	 * Reads the answer, or its part that has arrived.
	 * @param buffer the bytes at hand; what is read is consumed
	 * @return whether the answer is complete
	 * @throws MalformedReplyException if it is no answer
	 */
	abstract boolean read(ByteBuffer buffer);

	@Override
	public final void encode() {
		setIoBuffer(IoBuffer.wrap(request()));
	}

	@Override
	public final boolean decode(MemcachedTCPSession session, ByteBuffer buffer) {
		return read(buffer);
	}

	/**
	 * Fails if the line is one of memcached's three kinds of error.
	 * @param line the line
	 * @throws MalformedReplyException if it is anything else
	 */
	final void failWith(ReplyLine line) {
		String text = line.text();
		failIfUnauthenticated(line);
		if (!text.startsWith("SERVER_ERROR") && !text.startsWith("CLIENT_ERROR") && !text.startsWith("ERROR")) {
			throw new MalformedReplyException("no answer to " + this.name + ": " + line);
		}
		fail(Reason.PROTOCOL, "was answered by " + line);
	}

	/**
	 * Fails if the line is how servers answer whoever has not said who he is.
	 * @param line the line
	 */
	final void failIfUnauthenticated(ReplyLine line) {
		if (ServerDialer.wantsCredentials(line.text())) {
			fail(Reason.REFUSED, "was answered by " + line + ": the server wants a user name and a password");
		}
	}

	/**
	 * Fails if the line is how servers answer a command they do not know.
	 * @param line the line
	 */
	final void failIfUnknown(ReplyLine line) {
		String text = line.text();
		if (text.equals("ERROR") || text.startsWith("CLIENT_ERROR bad command line")) {
			fail(Reason.UNSUPPORTED, "was answered by " + line);
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
