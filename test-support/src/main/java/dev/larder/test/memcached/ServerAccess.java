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
package dev.larder.test.memcached;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * What a memcached server wants of those who speak to it, by which tests speak to it.
 *
 * @param tls the context of encrypted connections, or {@code null} if they are not
 * encrypted
 * @param credentials a user name and a password with a space between, or {@code null} if
 * it wants none
 */
public record ServerAccess(@Nullable SSLContext tls, @Nullable String credentials) {

	/**
	 * The access to a server that wants nothing.
	 */
	public static final ServerAccess FREE = new ServerAccess(null, null);

	/**
	 * Returns the access to a server with TLS.
	 * @param tls the context of connections
	 * @return the access
	 */
	public static ServerAccess encrypted(SSLContext tls) {
		return new ServerAccess(tls, null);
	}

	/**
	 * Returns the access to a server with a file of passwords.
	 * @param username the name
	 * @param password the password
	 * @return the access
	 */
	public static ServerAccess authenticated(String username, String password) {
		return new ServerAccess(null, username + " " + password);
	}

	/**
	 * Writes a file of passwords.
	 * @param entries the entries, each as {@code user:password}
	 * @return the file, for the server's option {@code -Y}
	 */
	public static Path passwords(String... entries) {
		try {
			Path file = Files.createTempFile("memcached", ".passwords");
			file.toFile().deleteOnExit();
			return Files.writeString(file, String.join("\n", entries) + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	SocketFactory sockets() {
		return (this.tls != null) ? this.tls.getSocketFactory() : SocketFactory.getDefault();
	}

	@Override
	public String toString() {
		return "ServerAccess[" + ((this.tls != null) ? "encrypted" : "plain") + "]";
	}

}
