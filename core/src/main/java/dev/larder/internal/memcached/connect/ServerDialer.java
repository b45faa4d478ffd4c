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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

import dev.larder.connection.Credentials;
import dev.larder.connection.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * Connects to servers: resolves their names anew each time, encrypts the connection and
 * shows the credentials, where that is asked for. Immutable and thread-safe.
 */
public final class ServerDialer {

	/**
	 * A key that nobody writes, to be read in order to find out whether a server answers.
	 */
	public static final String PROBE_KEY = "larder:probe";

	private static final byte[] PROBE = ("get " + PROBE_KEY + "\r\n").getBytes(StandardCharsets.US_ASCII);

	private static final String PERHAPS_PLAIN = "perhaps it does not expect TLS on this port";

	private final @Nullable TlsSettings tls;

	private final @Nullable Credentials credentials;

	private final Duration timeout;

	private final boolean asking;

	/**
	 * Creates a dialer.
	 * @param tls how connections are encrypted, or {@code null} if they are not
	 * @param credentials what is shown to the servers, or {@code null} for nothing
	 * @param timeout how long each of these may take: the connection, the handshake of
	 * TLS, and the answer to the credentials
	 */
	public ServerDialer(@Nullable TlsSettings tls, @Nullable Credentials credentials, Duration timeout) {
		this(tls, credentials, timeout, false);
	}

	private ServerDialer(@Nullable TlsSettings tls, @Nullable Credentials credentials, Duration timeout,
			boolean asking) {
		this.tls = tls;
		this.credentials = credentials;
		this.timeout = timeout;
		this.asking = asking;
	}

	/**
	 * Returns a dialer that, where connections are encrypted, reads an item before
	 * anybody else gets the connection: only its answer shows that the server accepts the
	 * certificate of this client.
	 * @return the dialer
	 */
	public ServerDialer asking() {
		return new ServerDialer(this.tls, this.credentials, this.timeout, this.tls != null);
	}

	/**
	 * Connects to the first of a host's addresses that answers. Blocks.
	 * @param host the name or address of the host
	 * @param port the port
	 * @param certified the name that the server's certificate must be made out to
	 * @return the channel, ready for commands
	 * @throws AccessRefusedException if server and client do not accept each other
	 * @throws SocketTimeoutException if it took too long
	 * @throws IOException if the name is unknown or no address answers
	 */
	public ServerChannel connect(String host, int port, String certified) throws IOException {
		IOException failure = null;
		for (InetAddress candidate : InetAddress.getAllByName(host)) {
			try {
				return connect(new InetSocketAddress(candidate, port), certified);
			}
			catch (IOException ex) {
				failure = first(failure, ex);
			}
		}
		throw (failure != null) ? failure : new IOException("no address for " + host);
	}

	private static IOException first(@Nullable IOException failure, IOException ex) {
		if (failure == null) {
			return ex;
		}
		failure.addSuppressed(ex);
		return failure;
	}

	/**
	 * Connects to an address. Blocks.
	 * @param address the address, resolved
	 * @param certified the name that the server's certificate must be made out to
	 * @return the channel, ready for commands
	 * @throws AccessRefusedException if server and client do not accept each other
	 * @throws SocketTimeoutException if it took too long
	 * @throws IOException if it does not answer
	 */
	public ServerChannel connect(InetSocketAddress address, String certified) throws IOException {
		SocketChannel socket = SocketChannel.open();
		try {
			socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
			socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
			socket.socket().connect(address, Math.toIntExact(Math.max(1, this.timeout.toMillis())));
			socket.configureBlocking(false);
			return admitted((this.tls != null) ? encrypted(socket, this.tls, address.getPort(), certified)
					: new PlainChannel(socket));
		}
		catch (IOException | RuntimeException | OutOfMemoryError ex) {
			socket.close();
			throw ex;
		}
	}

	private ServerChannel encrypted(SocketChannel socket, TlsSettings tls, int port, String certified)
			throws IOException {
		try (Readiness readiness = new Readiness(socket)) {
			return TlsChannel.handshake(socket, engine(tls, port, certified), readiness,
					System.nanoTime() + this.timeout.toNanos());
		}
		catch (SSLException ex) {
			throw new AccessRefusedException("no TLS connection with it: " + reason(ex), ex);
		}
		catch (SocketTimeoutException ex) {
			throw late("no answer to the TLS handshake within " + this.timeout.toMillis() + " ms; " + PERHAPS_PLAIN,
					ex);
		}
		catch (ClosedByInterruptException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new IOException("the TLS handshake was cut off (" + ex.getMessage() + "); " + PERHAPS_PLAIN, ex);
		}
	}

	private static SSLEngine engine(TlsSettings tls, int port, String certified) throws SSLException {
		SSLEngine engine;
		try {
			String name = certified.startsWith("[") ? certified.substring(1, certified.length() - 1) : certified;
			engine = tls.context().get().createSSLEngine(name, port);
			engine.setUseClientMode(true);
			SSLParameters parameters = engine.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			if (!tls.protocols().isEmpty()) {
				parameters.setProtocols(tls.protocols().toArray(String[]::new));
			}
			if (!tls.ciphers().isEmpty()) {
				parameters.setCipherSuites(tls.ciphers().toArray(String[]::new));
			}
			engine.setSSLParameters(parameters);
		}
		catch (RuntimeException ex) {
			// Of the application's keys and options: a file is being replaced, say
			throw new SSLException("the TLS settings cannot be used: " + ex.getMessage(), ex);
		}
		return engine;
	}

	// The cause says more, where there is one: that a certificate is made out to others
	private static String reason(SSLException ex) {
		Throwable cause = ex;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		String message = String.valueOf(cause.getMessage());
		return message.toLowerCase(Locale.ROOT).contains("unrecognized ssl message")
				? "it does not speak TLS on this port (" + message + ")" : message;
	}

	private ServerChannel admitted(ServerChannel channel) throws IOException {
		if (this.credentials == null && !this.asking) {
			return channel;
		}
		ServerConnection connection = new ServerConnection(channel);
		try {
			admit(connection);
			return connection.release();
		}
		catch (IOException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	private void admit(ServerConnection connection) throws IOException {
		String answer;
		try {
			connection.write((this.credentials != null) ? authentication(this.credentials) : PROBE, this.timeout);
			answer = connection.readLine(this.timeout);
		}
		catch (SSLException ex) {
			throw new AccessRefusedException("it ended the TLS connection: " + reason(ex), ex);
		}
		catch (SocketTimeoutException ex) {
			throw late("no answer to the first command within " + this.timeout.toMillis() + " ms", ex);
		}
		if (this.credentials != null && !answer.equals("STORED")) {
			throw new AccessRefusedException("it refuses the user name '" + this.credentials.username()
					+ "' or the password: it answered '" + shown(answer) + "'", null);
		}
		if (wantsCredentials(answer)) {
			throw new AccessRefusedException("it wants a user name and a password: it answered '" + shown(answer) + "'",
					null);
		}
	}

	/**
	 * Returns whether an answer is that of a server which was not shown credentials, and
	 * wants them.
	 * @param answer the first line of the answer
	 * @return whether the command was refused for that
	 */
	public static boolean wantsCredentials(String answer) {
		// 'unauthenticated', or after 'set' that its data are none
		return answer.startsWith("CLIENT_ERROR ") && answer.contains("authenticat");
	}

	private static SocketTimeoutException late(String message, SocketTimeoutException cause) {
		SocketTimeoutException late = new SocketTimeoutException(message);
		late.initCause(cause);
		return late;
	}

	// No control characters of whoever is there
	private static String shown(String answer) {
		return answer.substring(0, Math.min(answer.length(), 120)).replaceAll("[^ -~]", "?");
	}

	/**
	 * Returns the command that a server with a file of passwords expects first. Another
	 * server would store it, and the password with it, were it not expired.
	 */
	private static byte[] authentication(Credentials credentials) {
		byte[] data = (credentials.username() + " " + credentials.password()).getBytes(StandardCharsets.UTF_8);
		byte[] head = ("set larder:authentication 0 -1 " + data.length + "\r\n").getBytes(StandardCharsets.US_ASCII);
		byte[] command = new byte[head.length + data.length + 2];
		System.arraycopy(head, 0, command, 0, head.length);
		System.arraycopy(data, 0, command, head.length, data.length);
		command[command.length - 2] = '\r';
		command[command.length - 1] = '\n';
		return command;
	}

}
