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
package dev.larder.test.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A certificate authority of a test, made by the JDK's {@code keytool}, in a directory of
 * its own. Not thread-safe.
 */
public final class TestCertificates {

	static final String PASSWORD = "changeit";

	private static final String AUTHORITY = "authority";

	private final Path directory;

	private final Path store;

	private TestCertificates(Path directory) {
		this.directory = directory;
		this.store = directory.resolve("keys.p12");
	}

	/**
	 * Creates an authority.
	 * @return the authority
	 */
	public static TestCertificates create() {
		try {
			Path directory = Files.createTempDirectory("certificates");
			directory.toFile().deleteOnExit();
			return createIn(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Creates an authority.
	 * @param directory where its files are to be, which exists
	 * @return the authority
	 */
	public static TestCertificates createIn(Path directory) {
		TestCertificates certificates = new TestCertificates(directory);
		certificates.keytool(AUTHORITY, "-dname", "CN=Authority of a test", "-ext", "bc:c");
		Pem.write(directory.resolve("authority.crt"), List.of(Pem.of(certificates.certificate(AUTHORITY))));
		return certificates;
	}

	/**
	 * Issues a certificate.
	 * @param name its name, of letters and digits
	 * @param alternativeNames who it is made out to, such as {@code dns:localhost} or
	 * {@code ip:127.0.0.1}
	 * @return the certificate and its key
	 */
	public IssuedCertificate issue(String name, String... alternativeNames) {
		List<String> arguments = new ArrayList<>(List.of("-dname", "CN=" + name, "-signer", AUTHORITY));
		if (alternativeNames.length > 0) {
			arguments.addAll(List.of("-ext", "san=" + String.join(",", alternativeNames)));
		}
		keytool(name, arguments.toArray(String[]::new));
		Path certificate = this.directory.resolve(name + ".crt");
		Path key = this.directory.resolve(name + ".key");
		try {
			KeyStore keys = load();
			Pem.write(certificate, List.of(Pem.of(keys.getCertificate(name)), Pem.of(keys.getCertificate(AUTHORITY))));
			Pem.write(key, List.of(Pem.of(keys.getKey(name, PASSWORD.toCharArray()))));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		return new IssuedCertificate(name, certificate, key);
	}

	private void keytool(String alias, String... arguments) {
		String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		List<String> command = new ArrayList<>(List.of(program, "-genkeypair", "-alias", alias, "-keyalg", "EC",
				"-groupname", "secp256r1", "-validity", "30", "-storetype", "PKCS12", "-keystore",
				this.store.toString(), "-storepass", PASSWORD));
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			Assert.state(process.waitFor() == 0, () -> command + " failed: " + output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for keytool", ex);
		}
	}

	/**
	 * Returns the authority's own certificate.
	 * @return a file in PEM
	 */
	public Path authority() {
		return this.directory.resolve("authority.crt");
	}

	/**
	 * Returns a context that trusts what this authority has issued.
	 * @return the context of a client, without a certificate of its own
	 */
	public SSLContext trusting() {
		return contextOf(null);
	}

	/**
	 * Returns a context that trusts what this authority has issued.
	 * @param own the certificate of the client or server itself
	 * @return the context
	 */
	public SSLContext context(IssuedCertificate own) {
		return contextOf(own.name());
	}

	private SSLContext contextOf(@Nullable String own) {
		try {
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry(AUTHORITY, certificate(AUTHORITY));
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init((own != null) ? keys(own) : null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private KeyManager[] keys(String name) throws GeneralSecurityException, IOException {
		KeyStore all = load();
		KeyStore own = KeyStore.getInstance("PKCS12");
		own.load(null, null);
		own.setKeyEntry(name, all.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(),
				all.getCertificateChain(name));
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(own, PASSWORD.toCharArray());
		return keys.getKeyManagers();
	}

	private java.security.cert.Certificate certificate(String alias) {
		try {
			return load().getCertificate(alias);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private KeyStore load() throws GeneralSecurityException {
		try (InputStream input = Files.newInputStream(this.store)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(input, PASSWORD.toCharArray());
			return keys;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A certificate with its key.
	 *
	 * @param name its name
	 * @param certificate a file in PEM, with the authority's certificate
	 * @param key a file in PEM
	 */
	public record IssuedCertificate(String name, Path certificate, Path key) {

		/**
		 * Returns the options by which a memcached server uses the certificate.
		 * @param more further options of its {@code -o}, such as
		 * {@code ssl_verify_mode=2}
		 * @return the options
		 */
		public String[] memcachedOptions(String... more) {
			String options = "ssl_chain_cert=" + this.certificate + ",ssl_key=" + this.key;
			return new String[] { "-Z", "-o", (more.length == 0) ? options : options + "," + String.join(",", more) };
		}

	}

}
