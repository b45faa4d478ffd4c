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
package dev.larder.admin.application;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * Keys and certificates of two authorities, made with the JDK's {@code keytool}.
 */
final class TestCertificates {

	static final String PASSWORD = "changeit";

	private final Path file;

	private final KeyStore all;

	/**
	 * Makes the certificates.
	 * @param directory where to put them
	 */
	TestCertificates(Path directory) {
		this.file = directory.resolve("all.p12");
		try {
			make("authority", "-ext", "bc:c=ca:true");
			make("server", "-signer", "authority", "-ext", "san=dns:localhost,ip:127.0.0.1");
			make("elsewhere", "-signer", "authority", "-ext", "san=dns:elsewhere.example");
			make("client", "-signer", "authority");
			make("other-authority", "-ext", "bc:c=ca:true");
			make("other-server", "-signer", "other-authority", "-ext", "san=dns:localhost,ip:127.0.0.1");
			this.all = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(this.file)) {
				this.all.load(in, PASSWORD.toCharArray());
			}
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void make(String name, String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1",
				"-genkeypair", "-keystore", this.file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD,
				"-alias", name, "-dname", "CN=" + name, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
		command.addAll(List.of(options));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			if (process.waitFor() != 0) {
				throw new IllegalStateException(output);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns a bundle.
	 * @param key whose key and certificate it shows, or {@code null} for none
	 * @param authority whom it trusts
	 * @return the bundle
	 */
	SslBundle bundle(String key, String authority) {
		return SslBundle.of(
				SslStoreBundle.of((key != null) ? store(key, true) : null, PASSWORD, store(authority, false)),
				SslBundleKey.of(PASSWORD));
	}

	/**
	 * Returns a store with one entry.
	 * @param name the entry
	 * @param withKey whether its key is there as well
	 * @return the store
	 */
	KeyStore store(String name, boolean withKey) {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			Certificate[] chain = this.all.getCertificateChain(name);
			if (withKey) {
				store.setKeyEntry(name, this.all.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
			}
			else {
				store.setCertificateEntry(name, chain[0]);
			}
			return store;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
