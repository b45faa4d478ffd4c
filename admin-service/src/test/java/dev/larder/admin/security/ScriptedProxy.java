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
package dev.larder.admin.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A reverse proxy that does TLS, or says so, for clients whose addresses it is told. It
 * appends the client's address to what the client itself says about that.
 */
final class ScriptedProxy implements AutoCloseable {

	static final String HOST = "admin.example.com";

	private static final Set<String> PASSED = Set.of("authorization", "cookie", "content-type", "accept");

	private final HttpServer server;

	private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

	private final String target;

	private volatile String client = "203.0.113.1";

	private volatile String protocol = "https";

	ScriptedProxy(String target) throws IOException {
		this.target = target;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::forward);
		this.server.start();
	}

	String url() {
		return "http://" + this.server.getAddress().getHostString() + ":" + this.server.getAddress().getPort();
	}

	void comeFrom(String address) {
		this.client = address;
	}

	void speak(String protocol) {
		this.protocol = protocol;
	}

	private void forward(HttpExchange exchange) throws IOException {
		try (exchange) {
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.target + exchange.getRequestURI()));
			request.method(exchange.getRequestMethod(),
					HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
			exchange.getRequestHeaders().forEach((name, values) -> {
				if (PASSED.contains(name.toLowerCase(Locale.ROOT))) {
					values.forEach((value) -> request.header(name, value));
				}
			});
			List<String> claimed = exchange.getRequestHeaders().getOrDefault("X-Forwarded-For", List.of());
			request.header("X-Forwarded-For",
					claimed.isEmpty() ? this.client : String.join(", ", claimed) + ", " + this.client);
			request.header("X-Forwarded-Proto", this.protocol);
			request.header("X-Forwarded-Host", HOST);
			answer(exchange, this.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
		response.headers().map().forEach((name, values) -> {
			if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("transfer-encoding")) {
				values.forEach((value) -> exchange.getResponseHeaders().add(name, value));
			}
		});
		byte[] body = response.body();
		exchange.sendResponseHeaders(response.statusCode(), (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
	}

	/**
	 * Sends a request through the proxy.
	 * @param request the request, with a path of the service
	 * @return the answer
	 */
	HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
