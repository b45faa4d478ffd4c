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
package dev.larder.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.larder.serializer.RawSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.testing.ForeignProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That Python's pymemcache and a raw cache understand each other. The functions used in
 * Python are those of {@code docs/interoperability.md}.
 */
@Timeout(120)
@ServerTest
class PymemcacheTests {

	private static final Pattern CODE = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

	// Not just 'python3', which may be one without Debian's modules
	private static final ForeignProgram PYTHON = new ForeignProgram("/usr/bin/python3", "python3-pymemcache");

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(3);

	@Test
	void textOfJavaIsReadInPython() {
		try (TestInstance instance = instance(String.class)) {
			instance.cache("prices").put("spoon", "4.20 \u20AC\r\n");
		}
		assertThat(python("print(ascii(client.get(cache_key('test', 'prices', 'spoon')).decode()))"))
			.isEqualTo("'4.20 \\u20ac\\r\\n'");
	}

	@Test
	void textOfPythonIsReadInJava() {
		python("client.set(cache_key('test', 'prices', 'spoon'), '4.20 \\u20ac\\r\\n'.encode())");
		try (TestInstance instance = instance(String.class)) {
			assertThat(instance.cache("prices").get("spoon", String.class)).isEqualTo("4.20 \u20AC\r\n");
		}
	}

	@Test
	void bytesOfJavaAreReadInPython() {
		byte[] bytes = allBytes();
		try (TestInstance instance = instance(byte[].class)) {
			instance.cache("images").put("spoon", bytes);
		}
		assertThat(python("print(client.get(cache_key('test', 'images', 'spoon')).hex())"))
			.isEqualTo(HexFormat.of().formatHex(bytes));
	}

	@Test
	void bytesOfPythonAreReadInJava() {
		python("client.set(cache_key('test', 'images', 'spoon'), bytes(range(256)))");
		try (TestInstance instance = instance(byte[].class)) {
			assertThat(instance.cache("images").get("spoon", byte[].class)).isEqualTo(allBytes());
		}
	}

	@Test
	void numberOfJavaIsCountedInPython() {
		try (TestInstance instance = instance(Integer.class)) {
			instance.cache("visits").put("spoon", 41);
			assertThat(python("print(client.incr(cache_key('test', 'visits', 'spoon'), 1))")).isEqualTo("42");
			assertThat(instance.cache("visits").get("spoon", Integer.class)).isEqualTo(42);
		}
	}

	@Test
	void numberOfPythonIsReadInJava() {
		python("client.set(cache_key('test', 'visits', 'spoon'), 2 ** 40)");
		try (TestInstance instance = instance(Long.class)) {
			assertThat(instance.cache("visits").get("spoon", Long.class)).isEqualTo(1L << 40);
		}
	}

	@Test
	void jsonOfJavaIsReadInPython() {
		try (TestInstance instance = instance(String.class)) {
			instance.cache("products").put("spoon", "{\"name\": \"L\u00F6ffel\", \"price\": 4.2}");
		}
		assertThat(python("print(json.loads(client.get(cache_key('test', 'products', 'spoon')))['price'] * 2)"))
			.isEqualTo("8.4");
	}

	@Test
	void jsonOfPythonIsReadInJava() {
		python("client.set(cache_key('test', 'products', 'spoon'), json.dumps({'name': 'L\\u00f6ffel'}))");
		try (TestInstance instance = instance(String.class)) {
			assertThat(instance.cache("products").get("spoon", String.class)).isEqualTo("{\"name\": \"L\\u00f6ffel\"}");
		}
	}

	@Test
	void textOfJavaIsTextToASerializerInPython() {
		try (TestInstance instance = TestInstance.raw(memcached.servers().subList(0, 1),
				new RawSerializer(String.class, 16))) {
			instance.cache("prices").put("spoon", "4.20");
			assertThat(python("serde = Client(server, serde=pickle_serde)",
					"print(repr(serde.get(cache_key('test', 'prices', 'spoon'))))",
					"serde.set(cache_key('test', 'prices', 'fork'), '3.10')"))
				.isEqualTo("'4.20'");
			assertThat(instance.cache("prices").get("fork", String.class)).isEqualTo("3.10");
		}
	}

	@Test
	void keyDeletedInPythonIsAMissInJava() {
		try (TestInstance instance = instance(String.class)) {
			instance.cache("prices").put("spoon", "4.20");
			python("client.delete(cache_key('test', 'prices', 'spoon'))");
			assertThat(instance.cache("prices").get("spoon")).isNull();
		}
	}

	@Test
	void keysAreComputedAlike() {
		List<String> texts = List.of("a", "a b", "a:b", "100%", "~", "%20", "\u00E4", "\uD83D\uDE00", "", "a@b", "\t\n",
				"!\"#$&'()*+,-./;<=>?[\\]^_`{|}");
		try (TestInstance instance = instance(String.class)) {
			LarderCache cache = instance.cache("prices: b\u00F6se@~");
			texts.forEach((key) -> cache.put(key, "value"));
			cache.put(7, "value");
		}
		String literals = texts.stream().map(PymemcacheTests::literal).collect(Collectors.joining(", "));
		assertThat(python("keys = [" + literals + ", 7]",
				"print([key for key in keys if not client.get(cache_key('test', 'prices: b\\u00f6se@~', key))])"))
			.isEqualTo("[]");
	}

	@Test
	void serversAreChosenAlike() {
		try (TestInstance instance = TestInstance.raw(memcached.servers(), new RawSerializer(String.class))) {
			IntStream.range(0, 300).forEach((i) -> instance.cache("prices").put("key" + i, "value"));
		}
		assertThat(memcached.servers()).allSatisfy((server) -> assertThat(server.stat("curr_items")).isPositive());
		String servers = memcached.addresses().stream().map(PymemcacheTests::literal).collect(Collectors.joining(", "));
		assertThat(python("ring = HashClient([" + servers + "], hasher=Ketama)",
				"print(len([i for i in range(300) if ring.get(cache_key('test', 'prices', f'key{i}'))]))"))
			.isEqualTo("300");
	}

	private static TestInstance instance(Class<?> type) {
		return TestInstance.raw(memcached.servers().subList(0, 1), new RawSerializer(type));
	}

	private static byte[] allBytes() {
		byte[] bytes = new byte[256];
		IntStream.range(0, bytes.length).forEach((i) -> bytes[i] = (byte) i);
		return bytes;
	}

	private static String python(String... lines) {
		String script = "import json\nfrom pymemcache.client.base import Client\n"
				+ "from pymemcache.client.hash import HashClient\nfrom pymemcache.serde import pickle_serde\n"
				+ definitions() + "server = ('127.0.0.1', " + memcached.server(0).port() + ")\n"
				+ "client = Client(server, default_noreply=False)\n" + String.join("\n", lines) + "\n";
		ForeignProgram.Result result = PYTHON.run(script, "-");
		assertThat(result.output()).as("The Python module 'pymemcache' is missing. %s", PYTHON.howToInstall())
			.doesNotContain("No module named 'pymemcache");
		assertThat(result.status()).as(result.output()).isZero();
		return result.output().strip();
	}

	private static String definitions() {
		try {
			Matcher code = CODE.matcher(Files.readString(Path.of("..", "docs", "interoperability.md")));
			return code.results()
				.map((match) -> match.group(1))
				.filter((block) -> block.contains("def "))
				.collect(Collectors.joining("\n"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String literal(String text) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		return "bytes.fromhex('" + HexFormat.of().formatHex(utf8) + "').decode()";
	}

}
