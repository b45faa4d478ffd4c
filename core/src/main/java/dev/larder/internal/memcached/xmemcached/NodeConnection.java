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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.larder.internal.log.ThrottledLog;
import dev.larder.internal.memcached.MemcachedException.Reason;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.connect.AccessRefusedException;
import dev.larder.internal.memcached.connect.ServerChannel;

/**
 * Keeps one server connected, from the first operation on. Its one thread connects,
 * connects again after a loss, and replaces a connection that is stuck, which it looks
 * for only when operations time out; callers never wait for it. Only what comes before
 * the first attempt has ended is kept until then.
 */
final class NodeConnection implements AutoCloseable {

	private final NodeAddress address;

	private final NodeSettings settings;

	private final NodeDialer dialer;

	private final ThrottledLog log = new ThrottledLog(LogFactory.getLog(NodeConnection.class));

	private final Object lock = new Object();

	private final ThreadFactory threads;

	private final List<Operation<?>> waiting = new ArrayList<>();

	private @Nullable Thread thread;

	private boolean attempted;

	private volatile boolean closed;

	private volatile @Nullable NodeSession session;

	private volatile int sessions;

	private volatile boolean suspected;

	private volatile Trouble trouble = new Trouble(Reason.DISCONNECTED, "");

	private @Nullable NodeConnector connector;

	private long lastAttempt;

	NodeConnection(NodeAddress address, NodeSettings settings) {
		this(address, settings, (task) -> {
			Thread thread = new Thread(task, "larder-memcached-connect-" + address.name());
			thread.setDaemon(true);
			return thread;
		});
	}

	NodeConnection(NodeAddress address, NodeSettings settings, ThreadFactory threads) {
		this.address = address;
		this.settings = settings;
		this.dialer = new NodeDialer(address, settings);
		this.threads = threads;
	}

	/**
	 * Sends an operation, or fails it if there is no connection.
	 * @param operation the operation
	 */
	void send(Operation<?> operation) {
		NodeSession session = this.session;
		if (session == null || session.isClosed()) {
			session = sessionOrWait(operation);
		}
		if (session != null) {
			session.write(operation);
		}
	}

	private @Nullable NodeSession sessionOrWait(Operation<?> operation) {
		synchronized (this.lock) {
			boolean running = isRunning();
			if (running && !this.attempted && !this.closed) {
				this.waiting.add(operation);
				return null;
			}
			if (isConnected()) {
				return this.session;
			}
			// In case the loss went unheard
			this.lock.notifyAll();
		}
		if (this.closed) {
			operation.fail(Reason.CLOSED, "failed: the client is closed");
		}
		else {
			Trouble trouble = this.trouble;
			operation.fail(trouble.reason(), "failed: not connected; " + trouble.message());
		}
		return null;
	}

	// What cannot be started for want of memory may be when the next operation comes
	private boolean isRunning() {
		if (this.thread == null && !this.closed) {
			try {
				Thread thread = this.threads.newThread(this::maintain);
				thread.start();
				this.thread = thread;
			}
			catch (OutOfMemoryError ex) {
				this.trouble = new Trouble(Reason.DISCONNECTED, "connecting failed: " + ex);
			}
		}
		return this.thread != null;
	}

	private boolean isConnected() {
		NodeSession session = this.session;
		return session != null && !session.isClosed();
	}

	/**
	 * Returns the number of the session that an operation sent now would go to, if it is
	 * not one opened at this moment.
	 * @return the number, which is never greater than that of the session it goes to
	 */
	int number() {
		int sessions = this.sessions;
		return isConnected() ? sessions : sessions + 1;
	}

	/**
	 * Takes note that operations time out, so that the connection may be stuck.
	 */
	void suspect() {
		if (!this.suspected) {
			synchronized (this.lock) {
				this.suspected = true;
				this.lock.notifyAll();
			}
		}
	}

	private void maintain() {
		try {
			while (!this.closed) {
				NodeSession session = this.session;
				if (session == null || session.isClosed()) {
					connect();
				}
				else {
					replaceIfStuck(session);
				}
				pause();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			endSession();
			stopConnector();
		}
	}

	// Before the connector is stopped, which would close it as if it were lost
	private void endSession() {
		NodeSession session = this.session;
		if (session != null) {
			session.end();
		}
	}

	/**
	 * Waits until there may be something to do: at least for an interval, but less if the
	 * connection is lost and was not made just now.
	 */
	private void pause() throws InterruptedException {
		long interval = this.settings.reconnectInterval().toNanos();
		long end = System.nanoTime() + interval;
		synchronized (this.lock) {
			while (!this.closed) {
				if (isConnected() && !this.suspected) {
					this.lock.wait();
					continue;
				}
				long due = isConnected() ? end : this.lastAttempt + interval;
				long remaining = due - System.nanoTime();
				if (remaining <= 0) {
					return;
				}
				TimeUnit.NANOSECONDS.timedWait(this.lock, remaining);
			}
		}
	}

	private void connect() {
		this.lastAttempt = System.nanoTime();
		try {
			attempted(session(this.dialer.connect()));
		}
		catch (AccessRefusedException ex) {
			this.trouble = new Trouble(Reason.REFUSED, String.valueOf(ex.getMessage()));
			attempted(null);
		}
		catch (IOException | RuntimeException | OutOfMemoryError ex) {
			// Memory or threads that are not to be had now may be at the next attempt
			this.trouble = new Trouble(Reason.DISCONNECTED, "connecting failed: " + ex);
			attempted(null);
		}
	}

	private NodeSession session(ServerChannel channel) throws IOException {
		try {
			NodeConnector connector = this.connector;
			if (connector == null) {
				connector = NodeConnector.start(this.address, this::lost);
				this.connector = connector;
			}
			return connector.open(channel);
		}
		catch (IOException | RuntimeException | OutOfMemoryError ex) {
			channel.close();
			throw ex;
		}
	}

	private void attempted(@Nullable NodeSession session) {
		List<Operation<?>> failed;
		synchronized (this.lock) {
			if (session != null) {
				// Before anyone can use the session who asked later
				this.waiting.forEach(session::write);
				this.waiting.clear();
			}
			this.session = session;
			this.sessions += (session != null) ? 1 : 0;
			this.attempted = true;
			failed = List.copyOf(this.waiting);
			this.waiting.clear();
		}
		if (this.closed && session != null) {
			session.end();
		}
		failed.forEach(this::send);
	}

	private void replaceIfStuck(NodeSession session) {
		long timeout = this.settings.operationTimeout().toNanos();
		if (session.isSilentFor(2 * timeout) && this.dialer.answers() && session.isSilentFor(2 * timeout)) {
			this.log.warn("stuck", () -> "memcached " + this.address.name()
					+ " answers on a new connection but not on the present one, which is replaced");
			session.close("it was silent while the server answered elsewhere");
			stopConnector();
		}
		this.suspected = session.isBehind(timeout);
	}

	private void lost(NodeSession session, String reason) {
		this.trouble = new Trouble(Reason.DISCONNECTED, "the connection was lost: " + reason);
		synchronized (this.lock) {
			this.lock.notifyAll();
		}
	}

	private void stopConnector() {
		NodeConnector connector = this.connector;
		this.connector = null;
		if (connector != null) {
			try {
				connector.stop();
			}
			catch (IOException ex) {
				this.log.warn("stop", () -> "The reactor of memcached " + this.address.name() + " did not stop", ex);
			}
		}
	}

	@Override
	public void close() {
		List<Operation<?>> operations;
		synchronized (this.lock) {
			this.closed = true;
			operations = List.copyOf(this.waiting);
			this.waiting.clear();
			this.lock.notifyAll();
			if (this.thread != null) {
				this.thread.interrupt();
			}
		}
		endSession();
		operations.forEach((operation) -> operation.fail(Reason.CLOSED, "failed: the client is closed"));
	}

	/**
	 * The cause of there being no connection.
	 *
	 * @param reason the kind of cause
	 * @param message what happened
	 */
	private record Trouble(Reason reason, String message) {

	}

}
