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
package dev.larder.connection;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.springframework.util.Assert;

/**
 * How connections to memcached are encrypted. The certificate of a server must be trusted
 * and be made out to the name that the server has in the settings.
 *
 * @param context gives the trusted certificates, and the keys of this client; asked for
 * each new connection, so that it may change
 * @param protocols the versions of TLS to allow, or none for the usual ones
 * @param ciphers the cipher suites to allow, or none for the usual ones
 */
public record TlsSettings(Supplier<SSLContext> context, List<String> protocols, List<String> ciphers) {

	public TlsSettings {
		Assert.notNull(context, "'context' must not be null");
		protocols = List.copyOf(protocols);
		ciphers = List.copyOf(ciphers);
	}

	/**
	 * Returns settings with the usual protocols and cipher suites.
	 * @param context gives the context of each new connection
	 * @return the settings
	 */
	public static TlsSettings of(Supplier<SSLContext> context) {
		return new TlsSettings(context, List.of(), List.of());
	}

	/**
	 * Returns settings that trust whom the Java virtual machine trusts.
	 * @return the settings
	 */
	public static TlsSettings systemDefault() {
		return of(() -> {
			try {
				return SSLContext.getDefault();
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("The Java virtual machine has no default for TLS", ex);
			}
		});
	}

	@Override
	public String toString() {
		return "TlsSettings[protocols=" + this.protocols + ", ciphers=" + this.ciphers + "]";
	}

}
