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
package dev.larder.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An instance of an application, as far as the endpoints of the starter go, and those of
 * Spring Boot's that an instance without the starter has.
 */
public final class ActuatorStub implements AutoCloseable {

	/**
	 * What an instance with one cache reports.
	 */
	public static final String REPORT = """
			{"schemaVersion":1,"application":"atlas","future":true,
			"caches":[{"name":"cities","manager":"cacheManager","mode":"tiered",
			"settings":{"timeToLiveMs":3600000,"serializer":"json"},
			"statistics":{"hits":1,"misses":2,"size":12,"later":1}},
			{"name":"bare"}],
			"nodes":[{"name":"localhost:11211","state":"UP","timeouts":0}]}""";

	private final HttpServer server;

	private final List<String> bodies = new CopyOnWriteArrayList<>();

	private final List<String> authorizations = new CopyOnWriteArrayList<>();

	private volatile Reply get = new Reply(200, REPORT);

	private volatile Reply post = new Reply(200, "{\"cache\":\"cities\",\"outcome\":\"cleared\"}");

	private volatile Reply lookUp = new Reply(404, "");

	private volatile Reply caches = new Reply(404, "");

	private volatile Reply metrics = new Reply(404, "");

	private final List<String> paths = new CopyOnWriteArrayList<>();

	private volatile Reply list = new Reply(404, "");

	private volatile String query = "";

	private volatile String location = "http://127.0.0.1:1/";

	private volatile boolean silent;

	public ActuatorStub() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.server.setExecutor(Executors.newCachedThreadPool());
		this.server.createContext("/actuator", this::handle);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		this.paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
		this.bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		this.authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
		if (this.silent) {
			return;
		}
		Reply reply = reply(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
		this.query = String.valueOf(exchange.getRequestURI().getRawQuery());
		byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.getResponseHeaders().add("Location", this.location);
		exchange.sendResponseHeaders(reply.status(), body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private Reply reply(String method, String path) {
		if (path.endsWith("/larderentries")) {
			return method.equals("GET") ? this.list : this.lookUp;
		}
		if (path.startsWith("/actuator/caches")) {
			return this.caches;
		}
		if (path.startsWith("/actuator/metrics")) {
			return this.metrics;
		}
		return method.equals("GET") ? this.get : this.post;
	}

	/**
	 * Is without the starter from now on.
	 * @param caches what the endpoint {@code caches} answers
	 * @param metrics what the endpoint {@code metrics} answers, or {@code null} if there
	 * is none
	 */
	public void beWithoutStarter(String caches, String metrics) {
		this.get = new Reply(404, "");
		this.post = new Reply(404, "");
		this.caches = new Reply(200, caches);
		this.metrics = (metrics != null) ? new Reply(200, metrics) : new Reply(404, "");
	}

	public void reset() {
		this.paths.clear();
		this.caches = new Reply(404, "");
		this.metrics = new Reply(404, "");
		this.bodies.clear();
		this.authorizations.clear();
		this.silent = false;
		this.lookUp = new Reply(404, "");
		this.list = new Reply(404, "");
		this.get = new Reply(200, REPORT);
		this.post = new Reply(200, "{\"cache\":\"cities\",\"outcome\":\"cleared\"}");
	}

	public void answerGet(int status, String body) {
		this.get = new Reply(status, body);
	}

	/**
	 * Answers with a redirect from now on.
	 * @param url where to
	 */
	public void redirectTo(String url) {
		this.location = url;
		this.get = new Reply(302, "");
	}

	public void answerPost(int status, String body) {
		this.post = new Reply(status, body);
	}

	/**
	 * Answers look-ups of keys, which are not allowed otherwise.
	 * @param status the HTTP status
	 * @param body the body
	 */
	public void answerLookUp(int status, String body) {
		this.lookUp = new Reply(status, body);
	}

	/**
	 * Answers lists of keys, which are not allowed otherwise.
	 * @param status the HTTP status
	 * @param body the body
	 */
	public void answerList(int status, String body) {
		this.list = new Reply(status, body);
	}

	/**
	 * Returns how keys were asked for last.
	 * @return the query of the URL, as it was sent
	 */
	public String query() {
		return this.query;
	}

	/**
	 * Reads requests from now on but never answers.
	 */
	public void fallSilent() {
		this.silent = true;
	}

	public List<String> bodies() {
		return this.bodies;
	}

	/**
	 * Returns what was asked for.
	 * @return the methods and paths
	 */
	public List<String> paths() {
		return this.paths;
	}

	public List<String> authorizations() {
		return this.authorizations;
	}

	public String managementUrl() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/actuator";
	}

	public String id() {
		return "127.0.0.1-" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private record Reply(int status, String body) {

	}

}
