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
package dev.larder.admin.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what a browser fetches that was never here before.
 */
class FirstVisitTests {

	private static final int ENOUGH = 100 * 1024;

	private static final Pattern REFERENCE = Pattern.compile("<(?:link|script|img)[^>]* (?:href|src)=\"([^\"]+)\"");

	private final HttpClient http = HttpClient.newHttpClient();

	private HttpResponse<byte[]> fetch(AdminClient admin, String path, String session) throws Exception {
		return this.http.send(HttpRequest.newBuilder(URI.create(admin.url() + path))
			.header("Cookie", session)
			.header("Accept", "text/html, */*")
			.header("Accept-Encoding", "gzip, deflate, br")
			.build(), HttpResponse.BodyHandlers.ofByteArray());
	}

	@Test
	void overviewAndAllThatItReferencesIsSmallOverTheWire() throws Exception {
		List<String> properties = new ArrayList<>(
				List.of("larder.admin.data-directory=" + TemporaryDirectory.create()));
		for (int i = 0; i < 20; i++) {
			properties.add("larder.admin.applications[" + i + "].name=shop-" + i);
			properties.add("larder.admin.applications[" + i + "].instances=http://127.0.0.1:1/" + i);
		}
		properties.add("larder.admin.clusters[0].servers[0]=127.0.0.1:1");
		try (AdminClient admin = AdminClient.start(properties)) {
			String session = admin.login();
			Map<String, Integer> bytes = new LinkedHashMap<>();
			bytes.put("/", fetch(admin, "/", session).body().length);
			Matcher references = REFERENCE.matcher(admin.getWithCookie("/", session).body());
			while (references.find()) {
				HttpResponse<byte[]> file = fetch(admin, references.group(1), session);
				assertThat(file.statusCode()).as(references.group(1)).isEqualTo(200);
				bytes.put(references.group(1), file.body().length);
			}
			assertThat(bytes).hasSizeGreaterThan(5);
			assertThat(bytes.values().stream().mapToInt(Integer::intValue).sum()).as(bytes.toString())
				.isLessThan(ENOUGH);
		}
	}

}
