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
package dev.larder.autoconfigure.registration;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Sends requests to the admin service. Each ends in time, whatever the service does.
 * Redirects are not followed: they would take the token elsewhere. Not made before it is
 * used, so that the start of the application does not wait for it.
 */
class RegistrationClient {

	private static final int MAX_TOKEN_BYTES = 16 * 1024;

	/**
	 * A token by RFC 6750, section 2.1.
	 */
	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

	private final AdminClientProperties properties;

	private volatile @Nullable SslBundle bundle;

	private volatile @Nullable HttpClient client;

	RegistrationClient(AdminClientProperties properties, @Nullable SslBundles bundles) {
		this.properties = properties;
		String name = properties.sslBundle();
		if (name != null) {
			this.bundle = bundle(name, bundles);
		}
	}

	private SslBundle bundle(String name, @Nullable SslBundles bundles) {
		try {
			if (bundles != null) {
				SslBundle bundle = bundles.getBundle(name);
				bundles.addBundleUpdateHandler(name, (updated) -> {
					this.bundle = updated;
					this.client = null;
				});
				return bundle;
			}
		}
		catch (NoSuchSslBundleException ex) {
			// Said below
		}
		throw new InvalidConfigurationPropertyValueException(AdminClientProperties.PREFIX + "ssl-bundle", name,
				"There is no such bundle. Define it under 'spring.ssl.bundle'.");
	}

	/**
	 * Registers an instance, or renews it.
	 * @param service the URL of the admin service
	 * @param application the name of the application
	 * @param managementUrl where the instance has its endpoints
	 * @return what the service answered
	 * @throws IOException if it did not answer
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	RegistrationReply register(URI service, String application, URI managementUrl)
			throws IOException, InterruptedException {
		// Neither has a character that JSON would want escaped
		String body = "{\"application\":\"" + application + "\",\"managementUrl\":\"" + managementUrl.toASCIIString()
				+ "\"}";
		return send(request(service + "/api/v1/registrations").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), this.properties.timeout());
	}

	/**
	 * Removes an instance.
	 * @param service the URL of the admin service
	 * @param id the id of the registration
	 * @param timeout how long to wait
	 * @throws IOException if the service did not answer
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	void leave(URI service, String id, Duration timeout) throws IOException, InterruptedException {
		send(request(service + "/api/v1/registrations/" + id).DELETE().build(), timeout);
	}

	private HttpRequest.Builder request(String url) throws IOException {
		return HttpRequest.newBuilder(URI.create(url))
			.header("Authorization", "Bearer " + token())
			.header("Accept", "application/json, application/problem+json");
	}

	private RegistrationReply send(HttpRequest request, Duration timeout) throws IOException, InterruptedException {
		CompletableFuture<HttpResponse<String>> exchange = client().sendAsync(request, (head) -> new BoundedBody());
		try {
			HttpResponse<String> response = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
			return new RegistrationReply(response.statusCode(), response.body());
		}
		catch (TimeoutException ex) {
			throw new IOException("it did not answer within " + timeout.toMillis() + " ms", ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new IOException((cause.getMessage() != null) ? cause.getMessage() : cause.toString(), cause);
		}
		finally {
			exchange.cancel(true);
		}
	}

	private HttpClient client() {
		HttpClient client = this.client;
		if (client == null) {
			HttpClient.Builder builder = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.connectTimeout(this.properties.timeout());
			SslBundle bundle = this.bundle;
			if (bundle != null) {
				builder.sslContext(bundle.createSslContext());
			}
			client = builder.build();
			this.client = client;
		}
		return client;
	}

	private String token() throws IOException {
		File file = this.properties.tokenFile();
		String token = (file != null) ? read(file) : String.valueOf(this.properties.token());
		if (!TOKEN.matcher(token.strip()).matches()) {
			throw new IOException((file != null) ? "the file '" + file + "' holds no token"
					: "'" + AdminClientProperties.PREFIX + "token' is no token");
		}
		return token.strip();
	}

	private static String read(File file) throws IOException {
		try (InputStream in = Files.newInputStream(file.toPath())) {
			return new String(in.readNBytes(MAX_TOKEN_BYTES), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new IOException("the file '" + file + "' cannot be read (" + ex + ")", ex);
		}
	}

}
