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
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/**
 * A client that keeps cookies and follows redirects, as people have one.
 */
final class Browser {

	private final CookieManager cookies = new CookieManager();

	private final HttpClient http = HttpClient.newBuilder()
		.cookieHandler(this.cookies)
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	private final HttpClient careful = HttpClient.newBuilder()
		.cookieHandler(this.cookies)
		.followRedirects(HttpClient.Redirect.NEVER)
		.build();

	private final String url;

	Browser(String url) {
		this.url = url;
	}

	/**
	 * Opens a page, wherever that leads.
	 * @param path the path
	 * @return the page it led to
	 */
	HttpResponse<String> open(String path) {
		return send(this.http, this.url + path, Map.of("Accept", "text/html"));
	}

	/**
	 * Asks for an address, and nothing more.
	 * @param url the address
	 * @return the answer
	 */
	HttpResponse<String> ask(String url) {
		return send(this.careful, url, Map.of());
	}

	/**
	 * Asks the API.
	 * @param path the path
	 * @return the answer
	 */
	HttpResponse<String> api(String path) {
		return send(this.careful, this.url + path, Map.of("Accept", "application/json"));
	}

	/**
	 * Returns the names of the cookies it has.
	 * @return the names
	 */
	List<String> cookies() {
		return this.cookies.getCookieStore().getCookies().stream().map(HttpCookie::getName).toList();
	}

	/**
	 * Returns a cookie as it is sent.
	 * @param name the name
	 * @return the name and the value
	 */
	String cookie(String name) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.map((cookie) -> name + "=" + cookie.getValue())
			.findFirst()
			.orElseThrow();
	}

	private static HttpResponse<String> send(HttpClient http, String url, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
		headers.forEach(request::header);
		try {
			return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
