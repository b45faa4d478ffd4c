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
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import dev.larder.internal.memcached.NodeAddress;

/**
 * Asks a server for a sign of life on a plain socket of its own, to tell a server that
 * does not answer from a client that does not hear. Blocks.
 */
final class ServerSocketProbe {

	private static final byte[] REQUEST = "get larder:probe\r\n".getBytes(StandardCharsets.ISO_8859_1);

	private static final byte[] ANSWER = "END\r\n".getBytes(StandardCharsets.ISO_8859_1);

	private ServerSocketProbe() {
	}

	/**
	 * Asks the server.
	 * @param address where it is
	 * @param connectTimeout the time to connect
	 * @param answerTimeout the time to answer
	 * @return whether it answered
	 */
	static boolean answers(NodeAddress address, Duration connectTimeout, Duration answerTimeout) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address.host(), address.port()), (int) connectTimeout.toMillis());
			socket.setSoTimeout((int) answerTimeout.toMillis());
			socket.getOutputStream().write(REQUEST);
			return Arrays.equals(socket.getInputStream().readNBytes(ANSWER.length), ANSWER);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
