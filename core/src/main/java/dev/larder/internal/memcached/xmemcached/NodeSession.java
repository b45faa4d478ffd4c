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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import com.google.code.yanf4j.core.EventType;
import com.google.code.yanf4j.nio.NioSessionConfig;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.TextCommandFactory;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;
import org.jspecify.annotations.Nullable;

import dev.larder.internal.memcached.MemcachedException.Reason;
import dev.larder.internal.memcached.connect.ServerChannel;

/**
 * xmemcached's session, without what makes it hang or lose operations: a line nobody
 * waits for closes it instead of parking the reactor, and when it closes, for whatever
 * reason, every operation it was given fails at once. Reading, and what is left over from
 * writing, runs on the reactor.
 */
final class NodeSession extends MemcachedTCPSession {

	/**
	 * With so many commands under way callers leave the writing to the reactor: then more
	 * requests meet in the queue, and fewer system calls are worth more than a hand-over.
	 */
	private static final int MAX_DIRECT = 2;

	/**
	 * The first byte of what TLS says to those who do not speak it.
	 */
	private static final byte TLS_ALERT = 0x15;

	private final ServerChannel channel;

	private final BiConsumer<NodeSession, String> onClose;

	private final RequestWriter writer;

	private final AtomicBoolean closing = new AtomicBoolean();

	private volatile Reason closeCause = Reason.DISCONNECTED;

	private volatile String closeReason = "the connection was closed";

	private volatile long lastRead = System.nanoTime();

	/**
	 * Whether anything was ever received.
	 */
	private boolean heard;

	NodeSession(NioSessionConfig config, int readBufferSize, ServerChannel channel,
			BiConsumer<NodeSession, String> onClose) {
		super(config, readBufferSize, null, 0, new TextCommandFactory());
		this.channel = channel;
		this.onClose = onClose;
		this.writer = new RequestWriter(channel, this.writeQueue, this.commandAlreadySent);
	}

	/**
	 * Sends an operation, or fails it if the session is closed.
	 * @param message the operation
	 */
	@Override
	public void write(Object message) {
		Operation<?> operation = (Operation<?>) message;
		this.writeQueue.offer(operation);
		if (!isClosed() && this.writer.enter()) {
			if (this.writer.inFlight() < MAX_DIRECT) {
				writeQueued();
			}
			else {
				this.writer.pause();
				// Makes the reactor call onWrite() without asking the selector first
				this.selectorManager.registerSession(this, EventType.WRITEABLE);
			}
		}
		if (isClosed()) {
			failAll();
		}
	}

	@Override
	protected void onWrite(@Nullable SelectionKey key) {
		if (this.writer.resume()) {
			writeQueued();
		}
		else if (this.channel.hasUnsent()) {
			sendAnswer();
		}
	}

	// What reading had to answer, and found no room for
	private void sendAnswer() {
		try {
			if (!this.channel.flush()) {
				this.selectorManager.registerSession(this, EventType.ENABLE_WRITE);
			}
		}
		catch (IOException | RuntimeException ex) {
			close("writing failed: " + ex);
		}
	}

	private void writeQueued() {
		try {
			if (!this.writer.write()) {
				this.selectorManager.registerSession(this, EventType.ENABLE_WRITE);
			}
		}
		catch (IOException | RuntimeException ex) {
			close("writing failed: " + ex);
			failAll();
		}
	}

	@Override
	protected void readFromBuffer() {
		try {
			if (receive()) {
				if (this.channel.hasUnsent()) {
					this.selectorManager.registerSession(this, EventType.ENABLE_WRITE);
				}
				this.selectorManager.registerSession(this, EventType.ENABLE_READ);
			}
		}
		catch (MalformedReplyException ex) {
			close("the server sent " + ex.getMessage());
		}
		catch (IOException | RuntimeException ex) {
			close("reading failed: " + ex + hint());
		}
		if (isClosed()) {
			failAll();
		}
	}

	/**
	 * Reads what is there.
	 * @return whether more may come
	 */
	private boolean receive() throws IOException {
		do {
			int count = this.channel.read(this.readBuffer.buf());
			if (count < 0) {
				close("the server closed the connection" + hint());
				return false;
			}
			this.lastRead = System.nanoTime();
			this.readBuffer.flip();
			listen(this.readBuffer.buf());
			decode();
			this.readBuffer.compact();
		}
		while (this.channel.hasMore());
		return true;
	}

	private void listen(ByteBuffer buffer) {
		if (!this.heard && buffer.hasRemaining()) {
			this.heard = true;
			if (buffer.get(buffer.position()) == TLS_ALERT) {
				throw new MalformedReplyException("an alert of TLS, which it expects on this port");
			}
		}
	}

	private String hint() {
		return this.heard ? "" : " before it answered anything; perhaps it expects TLS on this port";
	}

	@Override
	public void decode() {
		ByteBuffer buffer = this.readBuffer.buf();
		while (buffer.hasRemaining()) {
			if (getCurrentCommand() == null) {
				takeCurrentCommand();
			}
			Command command = getCurrentCommand();
			if (command == null) {
				ReplyLine line = ReplyLine.read(buffer);
				throw new MalformedReplyException("what nobody asked for" + ((line != null) ? ": " + line : ""));
			}
			if (!command.decode(this, buffer)) {
				return;
			}
			setCurrentCommand(null);
		}
	}

	/**
	 * Takes the operation whose reply is next. Unlike xmemcached, does not wait for one.
	 */
	@Override
	public void takeCurrentCommand() {
		Command command = this.commandAlreadySent.poll();
		setCurrentCommand(command);
		if (command != null) {
			// Before its caller is woken, who may send the next at once
			this.writer.answered();
		}
	}

	@Override
	public void close() {
		close("the connection was closed");
	}

	/**
	 * Closes the session and fails its operations. Does not wait for anything, where
	 * xmemcached would try to flush for three seconds.
	 * @param reason why, for messages
	 */
	void close(String reason) {
		close(Reason.DISCONNECTED, reason);
	}

	/**
	 * Closes the session because the client is closed, which is no failure of the server.
	 */
	void end() {
		close(Reason.CLOSED, "the client is closed");
	}

	private void close(Reason cause, String reason) {
		if (!this.closing.compareAndSet(false, true)) {
			return;
		}
		this.closeCause = cause;
		this.closeReason = reason;
		setClosed(true);
		this.channel.close();
		unregisterSession();
		failAll();
		this.onClose.accept(this, reason);
	}

	private void failAll() {
		fail(getCurrentCommand());
		for (Command command = this.commandAlreadySent.poll(); command != null; command = this.commandAlreadySent
			.poll()) {
			fail(command);
		}
		for (Object message = this.writeQueue.poll(); message != null; message = this.writeQueue.poll()) {
			fail(message);
		}
	}

	private void fail(@Nullable Object message) {
		if (message instanceof Operation<?> operation) {
			operation.fail(this.closeCause, "failed: " + this.closeReason);
		}
	}

	/**
	 * Returns whether an operation has been waiting for longer than given, even if nobody
	 * waits for it any more.
	 * @param nanos the time in nanoseconds
	 * @return whether the session may be stuck
	 */
	boolean isBehind(long nanos) {
		Object oldest = getCurrentCommand();
		if (oldest == null) {
			oldest = this.commandAlreadySent.peek();
		}
		if (oldest == null) {
			oldest = this.writeQueue.peek();
		}
		return oldest instanceof Operation<?> operation && System.nanoTime() - operation.started() > nanos;
	}

	/**
	 * Returns whether an operation has been waiting for longer than given while nothing
	 * was received at all.
	 * @param nanos the time in nanoseconds
	 * @return whether the session seems stuck
	 */
	boolean isSilentFor(long nanos) {
		return isBehind(nanos) && System.nanoTime() - this.lastRead > nanos;
	}

}
