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
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.larder.test.memcached.MemcachedServer;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The service on a port of its own, and a client of it that may do everything.
 */
public final class AdminClient implements AutoCloseable {

	private static final String PASSWORD = "secret";

	private static final String HASH = "{bcrypt}$2a$04$PZi2s9Ti2jy6CHsbrmDWgeLv3d0xMGSyfYVXye2nW6wZvV/rXEW.C";

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private final ConfigurableApplicationContext context;

	private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

	private final String url;

	private AdminClient(ConfigurableApplicationContext context) {
		this.context = context;
		this.url = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
	}

	/**
	 * Starts the service with a cluster {@code main} and the user {@code admin}.
	 * @param properties more settings, or other values for these
	 * @param servers the servers of the cluster
	 * @return a client
	 */
	public static AdminClient start(List<String> properties, MemcachedServer... servers) {
		List<String> arguments = new ArrayList<>(List.of("server.port=0", "larder.admin.clusters[0].name=main",
				"larder.admin.users[0].name=admin", "larder.admin.users[0].password=" + HASH,
				"larder.admin.users[0].role=admin", "larder.admin.users[1].name=second",
				"larder.admin.users[1].password=" + HASH, "larder.admin.users[1].role=admin"));
		for (int i = 0; i < servers.length; i++) {
			arguments.add("larder.admin.clusters[0].servers[" + i + "]=" + servers[i].address());
		}
		if (properties.stream().noneMatch((property) -> property.startsWith("larder.admin.history.enabled="))) {
			arguments.add("larder.admin.history.enabled=false");
		}
		for (String property : properties) {
			String name = property.substring(0, property.indexOf('=') + 1);
			arguments.removeIf((argument) -> argument.startsWith(name));
		}
		arguments.addAll(properties);
		return new AdminClient(SpringApplication.run(LarderAdminApplication.class,
				arguments.stream().map((property) -> "--" + property).toArray(String[]::new)));
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public String url() {
		return this.url;
	}

	public Response get(String path) {
		return send(request(path).header("Authorization", basic("admin")).GET());
	}

	/**
	 * Changes something as a page would.
	 * @param path the path
	 * @param body the body
	 * @param session the cookie of the session
	 * @return the answer
	 */
	public Response postInSession(String path, String body, String session) {
		Response page = getWithCookie("/login", session);
		Matcher token = CSRF.matcher(page.body());
		if (!token.find()) {
			throw new IllegalStateException(page.body());
		}
		return send(request(path).header("Cookie", session + "; " + page.cookies().get(0))
			.header("Content-Type", "application/json")
			.header("X-CSRF-TOKEN", token.group(1))
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	public Response getWithHeader(String path, String name, String value) {
		return send(request(path).header(name, value).GET());
	}

	public Response delete(String path) {
		return send(request(path).header("Authorization", basic("admin")).DELETE());
	}

	public Response getWithCookie(String path, String cookie) {
		return send(request(path).header("Cookie", cookie).header("Accept", "*/*").GET());
	}

	/**
	 * Gets a page as a browser does.
	 * @param path the path
	 * @param session the cookie of the session
	 * @return the page
	 */
	public Response page(String path, String session) {
		return send(request(path).header("Cookie", session).header("Accept", "text/html").GET());
	}

	public Response post(String path, String body) {
		return post(path, body, Map.of());
	}

	public Response post(String path, String body, Map<String, String> headers) {
		return postAs("admin", path, body, headers);
	}

	public Response postAs(String user, String path, String body, Map<String, String> headers) {
		HttpRequest.Builder request = request(path).header("Authorization", basic(user))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body));
		headers.forEach(request::header);
		return send(request);
	}

	/**
	 * Logs in with the form.
	 * @return the cookie of the session
	 */
	public String login() {
		return login("admin");
	}

	/**
	 * Logs a user in with the form.
	 * @param user the user's name
	 * @return the cookie of the session
	 */
	public String login(String user) {
		return loginInSession(user, "a=b");
	}

	/**
	 * Logs a user in with the form, in a browser that has a session already.
	 * @param user the user's name
	 * @param session the cookie of the session
	 * @return the cookie of the session that takes its place
	 */
	public String loginInSession(String user, String session) {
		Response page = getWithCookie("/login", session);
		Matcher token = CSRF.matcher(page.body());
		if (!token.find()) {
			throw new IllegalStateException(page.body());
		}
		String form = "username=" + user + "&password=" + PASSWORD + "&_csrf="
				+ URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
		Response response = send(request("/login").header("Cookie", session + "; " + page.cookies().get(0))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
		return response.cookies().stream().filter((cookie) -> cookie.contains("SESSION")).findFirst().orElseThrow();
	}

	/**
	 * Ends a session, as the button of the page does.
	 * @param session the cookie of the session
	 * @return the answer
	 */
	public Response logout(String session) {
		Response page = getWithCookie("/", session);
		Matcher token = CSRF.matcher(page.body());
		if (!token.find()) {
			throw new IllegalStateException(page.body());
		}
		return send(request("/logout").header("Cookie", session + "; " + page.cookies().get(0))
			.header("Accept", "text/html")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers
				.ofString("_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))));
	}

	/**
	 * Asks for a stream of events.
	 * @param path the path
	 * @param headers more headers
	 * @return the answer, whose lines come one after the other
	 */
	public HttpResponse<Stream<String>> stream(String path, Map<String, String> headers) {
		HttpRequest.Builder request = request(path).header("Authorization", basic("admin"))
			.header("Accept", "text/event-stream");
		headers.forEach(request::header);
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns a request as it goes over the wire.
	 * @param path the path
	 * @return the request
	 */
	public byte[] rawGet(String path) {
		return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + basic("admin") + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.url + path));
	}

	private static String basic(String user) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
	}

	private Response send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			List<String> cookies = response.headers()
				.allValues("Set-Cookie")
				.stream()
				.map((cookie) -> cookie.replaceAll(";.*", ""))
				.toList();
			return new Response(response.statusCode(), response.body(), cookies);
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
		this.context.close();
	}

	/**
	 * An answer.
	 *
	 * @param status the HTTP status
	 * @param body the body
	 * @param cookies the cookies that were set, with their names
	 */
	public record Response(int status, String body, List<String> cookies) {

		/**
		 * Returns a value as text.
		 * @param path the path of the value
		 * @return the text
		 */
		public String text(String path) {
			return String.valueOf(JsonPath.<Object>read(this.body, path));
		}

		/**
		 * Returns the values of a list as texts.
		 * @param path a path of several values, or that of a list
		 * @return the texts
		 */
		public List<String> texts(String path) {
			return JsonPath.<List<Object>>read(this.body, path).stream().map(String::valueOf).toList();
		}

	}

}
