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
import java.nio.file.Files;
import java.nio.file.Path;

import dev.larder.serializer.RawSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.testing.ForeignProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That libmemcached's command line tools and a raw cache understand each other.
 */
@Timeout(60)
@ServerTest
class LibmemcachedToolsTests {

	private static final String KEY = "test:prices:spoon";

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private TestInstance instance;

	private LarderCache cache;

	@BeforeEach
	void start() {
		this.instance = TestInstance.raw(memcached.servers(), new RawSerializer(String.class));
		this.cache = this.instance.cache("prices");
	}

	@AfterEach
	void stop() {
		this.instance.close();
	}

	@Test
	void textOfJavaIsPrinted() {
		this.cache.put("spoon", "4.20 \u20AC");
		assertThat(run("memccat", KEY)).isEqualTo(new ForeignProgram.Result(0, "4.20 \u20AC\n"));
	}

	@Test
	void bytesOfJavaAreWrittenToAFile(@TempDir Path directory) throws IOException {
		byte[] bytes = { 0, -1, '\r', '\n', 0 };
		Path file = directory.resolve("spoon");
		try (TestInstance binary = TestInstance.raw(memcached.servers(), new RawSerializer(byte[].class))) {
			binary.cache("prices").put("spoon", bytes);
			assertThat(run("memccat", "--file=" + file, KEY).status()).isZero();
		}
		assertThat(file).hasBinaryContent(bytes);
	}

	@Test
	void fileIsReadInJava(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve(KEY), "4.20 \u20AC");
		assertThat(run("memccp", "--set", file.toString()).status()).isZero();
		assertThat(this.cache.get("spoon", String.class)).isEqualTo("4.20 \u20AC");
	}

	@Test
	void keyRemovedByTheToolIsAMissInJava() {
		this.cache.put("spoon", "4.20");
		assertThat(run("memcrm", KEY).status()).isZero();
		assertThat(this.cache.get("spoon")).isNull();
	}

	@Test
	void keyEvictedInJavaIsGoneForTheTool() {
		this.cache.put("spoon", "4.20");
		this.cache.evict("spoon");
		assertThat(run("memcexist", KEY).status()).isNotZero();
	}

	private static ForeignProgram.Result run(String program, String... arguments) {
		String[] all = new String[arguments.length + 1];
		all[0] = "--servers=" + memcached.server().address();
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		return new ForeignProgram(program, "libmemcached-tools").run("", all);
	}

}
