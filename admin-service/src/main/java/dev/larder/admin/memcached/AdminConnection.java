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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.larder.internal.memcached.connect.AccessRefusedException;
import dev.larder.internal.memcached.connect.ServerConnection;

/**
 * One connection for one conversation. It is closed at the end, and never used again
 * after an error, so that an answer that comes late cannot be taken for that of a later
 * command. Not safe for use by several threads.
 */
final class AdminConnection implements AutoCloseable {

	/**
	 * Longer than any line of memcached, whose keys have 250 bytes at most, 750 when
	 * escaped.
	 */
	private static final int MAX_LINE_LENGTH = 8192;

	/**
	 * How much all lines of an answer may have together: some 10,000 connections, the
	 * most talkative group of statistics.
	 */
	private static final int MAX_ANSWER_LENGTH = 2 * 1024 * 1024;

	private static final int BUFFER_SIZE = 16384;

	private final ServerAddress address;

	private final ConnectionSettings settings;

	private final long deadline;

	private final ServerConnection connection;

	private final byte[] buffer = new byte[BUFFER_SIZE];

	/**
	 * The beginning of a line whose end has not come in time: it may come yet.
	 */
	private final ByteArrayOutputStream line = new ByteArrayOutputStream(80);

	private long answerLength;

	private boolean longAnswer;

	private int position;

	private int limit;

	private AdminConnection(ServerAddress address, ConnectionSettings settings, ServerConnection connection,
			long deadline) {
		this.address = address;
		this.settings = settings;
		this.connection = connection;
		this.deadline = deadline;
	}

	/**
	 * Connects to a server.
	 * @throws ConnectionFailedException if that fails
	 */
	static AdminConnection open(ServerAddress address, ConnectionSettings settings) {
		long deadline = System.nanoTime() + settings.deadline().toNanos();
		try {
			return new AdminConnection(address, settings, new ServerConnection(settings.connect(address)), deadline);
		}
		catch (IOException ex) {
			throw connectionFailed(address, settings, ex);
		}
	}

	private static ConnectionFailedException connectionFailed(ServerAddress address, ConnectionSettings settings,
			IOException ex) {
		if (ex instanceof SocketTimeoutException) {
			// One that has a cause says what was not answered
			String problem = (ex.getCause() != null) ? " accepted a connection, but there was " + ex.getMessage()
					: " did not accept a connection within " + settings.connectTimeout().toMillis() + " ms";
			return new ConnectionFailedException(address + problem, true, ex);
		}
		if (ex instanceof AccessRefusedException) {
			return new ConnectionFailedException(address + " cannot be used: " + ex.getMessage(), false, ex);
		}
		return new ConnectionFailedException(address + " cannot be reached: " + ex.getMessage(), false, ex);
	}

	/**
	 * Sends a command.
	 * @param command the command line without its end
	 */
	void send(byte[] command) {
		byte[] line = new byte[command.length + 2];
		System.arraycopy(command, 0, line, 0, command.length);
		line[command.length] = '\r';
		line[command.length + 1] = '\n';
		this.answerLength = 0;
		try {
			this.connection.write(line, remaining());
		}
		catch (SocketTimeoutException ex) {
			throw timedOut(ex);
		}
		catch (IOException ex) {
			throw new AnswerMissingException(this.address + " closed the connection: " + ex.getMessage(), false, ex);
		}
	}

	/**
	 * Lets an answer have any number of lines, for those who do not keep them.
	 */
	void expectLongAnswer() {
		this.longAnswer = true;
	}

	/**
	 * Reads the next line of an answer.
	 * @return the line without its end
	 * @throws CommandRefusedException if it says that the command failed
	 */
	String readLine() {
		String line = readAnyLine();
		if (line.startsWith("ERROR Too many open connections")) {
			throw new ConnectionFailedException(this.address + " has no connection left: " + line, false, null);
		}
		if (line.equals("ERROR") || line.startsWith("ERROR ") || line.startsWith("CLIENT_ERROR")
				|| line.startsWith("SERVER_ERROR")) {
			throw new CommandRefusedException(this.address + " answered '" + line + "'", line);
		}
		return line;
	}

	private String readAnyLine() {
		for (int next = read(); next != '\n'; next = read()) {
			if (this.line.size() == MAX_LINE_LENGTH) {
				throw new UnexpectedAnswerException(
						this.address + " answered a line of more than " + MAX_LINE_LENGTH + " bytes");
			}
			this.line.write(next);
		}
		this.answerLength += this.line.size();
		if (this.answerLength > MAX_ANSWER_LENGTH && !this.longAnswer) {
			throw new UnexpectedAnswerException(
					this.address + " answered more than " + MAX_ANSWER_LENGTH + " bytes of lines");
		}
		String text = this.line.toString(StandardCharsets.UTF_8);
		this.line.reset();
		return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
	}

	/**
	 * Reads the next bytes of an answer.
	 * @param length how many
	 * @return the bytes
	 */
	byte[] readBytes(int length) {
		byte[] bytes = new byte[length];
		int copied = 0;
		while (copied < length) {
			if (this.position == this.limit) {
				fill();
			}
			int count = Math.min(length - copied, this.limit - this.position);
			System.arraycopy(this.buffer, this.position, bytes, copied, count);
			this.position += count;
			copied += count;
		}
		return bytes;
	}

	private int read() {
		if (this.position == this.limit) {
			fill();
		}
		return this.buffer[this.position++] & 0xFF;
	}

	private void fill() {
		try {
			int count = this.connection.read(this.buffer, 0, this.buffer.length, remaining());
			if (count < 0) {
				throw new AnswerMissingException(this.address + " closed the connection without a complete answer",
						false, null);
			}
			this.position = 0;
			this.limit = count;
		}
		catch (SocketTimeoutException ex) {
			throw timedOut(ex);
		}
		catch (IOException ex) {
			throw new AnswerMissingException(this.address + " broke the connection: " + ex.getMessage(), false, ex);
		}
	}

	private Duration remaining() throws SocketTimeoutException {
		Duration remaining = Duration.ofNanos(this.deadline - System.nanoTime());
		if (remaining.isNegative() || remaining.isZero()) {
			throw new SocketTimeoutException("The conversation took too long");
		}
		return (remaining.compareTo(this.settings.readTimeout()) < 0) ? remaining : this.settings.readTimeout();
	}

	private AnswerMissingException timedOut(SocketTimeoutException ex) {
		return new AnswerMissingException(
				this.address + " accepted the connection but did not answer completely within "
						+ this.settings.readTimeout().toMillis() + " ms, or " + this.settings.deadline().toMillis()
						+ " ms in all",
				true, ex);
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
