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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An admin service that answers as it is told.
 */
final class AdminServiceStub implements AutoCloseable {

	static final String ACCEPTED = "{\"id\":\"4f2a\",\"application\":\"atlas\",\"renewWithinMs\":90000}";

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private volatile Answer answer = (exchange) -> reply(exchange, 201, ACCEPTED);

	AdminServiceStub() {
		this(0);
	}

	AdminServiceStub(int port) {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.requests.add(new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
				String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body));
		this.answer.to(exchange);
	}

	void answer(Answer answer) {
		this.answer = answer;
	}

	void answer(int status, String body) {
		this.answer = (exchange) -> reply(exchange, status, body);
	}

	private static void reply(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	List<Request> requests() {
		return this.requests;
	}

	List<Request> requests(String method) {
		return this.requests.stream().filter((request) -> request.method().equals(method)).toList();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	String url() {
		return "http://127.0.0.1:" + port();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * Answers a request.
	 */
	interface Answer {

		void to(HttpExchange exchange) throws IOException;

	}

	/**
	 * A request.
	 *
	 * @param method its method
	 * @param path its path
	 * @param authorization its credentials
	 * @param body its body
	 */
	record Request(String method, String path, String authorization, String body) {
	}

}
