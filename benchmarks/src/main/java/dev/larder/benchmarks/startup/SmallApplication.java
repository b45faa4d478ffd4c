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

package dev.larder.benchmarks.startup;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import dev.larder.autoconfigure.LarderAutoConfiguration;
import dev.larder.benchmarks.payload.Product;
import dev.larder.cache.LarderCacheManager;
import dev.larder.test.process.ChildProcess;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * A web application with one cached method. Whether there is Larder on its class path is
 * for who starts it to say.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching
class SmallApplication {

	static final String STARTED = "started with ";

	private static final List<String> JVM_OPTIONS = List.of("-Xmx512m", "-XX:+UseG1GC");

	/**
	 * On no class path, as they add what nobody has asked for. With Spring's test support
	 * there Larder takes the application for a test, and tries each local value.
	 */
	private static final List<String> LEFT_OUT = List.of("aspectjweaver-", "memcached-spring-boot-", "spring-test-",
			"spring-boot-test-");

	private static final List<String> REDIS = List.of("spring-boot-data-", "spring-data-", "lettuce-");

	/**
	 * Runs the application, and tells when it has started, with what, and where.
	 * @param arguments its properties
	 * @throws InterruptedException never
	 */
	public static void main(String[] arguments) throws InterruptedException {
		ConfigurableApplicationContext context = new SpringApplication(SmallApplication.class).run(arguments);
		System.out.println(STARTED + context.getBean(CacheManager.class).getClass().getName() + " "
				+ context.getEnvironment().getProperty("local.server.port"));
		new CountDownLatch(1).await();
	}

	/**
	 * Starts the application once, in a process of its own, and asks it for something.
	 */
	static Start launch(Variant variant) throws IOException {
		List<String> arguments = new ArrayList<>(JVM_OPTIONS);
		arguments.addAll(List.of("-cp", classPath(variant), SmallApplication.class.getName(), "--server.port=0",
				"--spring.main.banner-mode=off", "--spring.main.log-startup-info=false"));
		arguments.addAll(variant.arguments());
		try (ChildProcess process = ChildProcess.start(arguments)) {
			ChildProcess.Line started = process.awaitAmongOthers(STARTED);
			Assert.state(started.text().contains("Larder") == variant.isLarder(),
					() -> variant.label() + " has " + started.text());
			String port = started.text().substring(started.text().lastIndexOf(' ') + 1);
			try (InputStream answer = URI.create("http://127.0.0.1:" + port + "/products/1").toURL().openStream()) {
				String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
				Assert.state(text.contains("Product 1"), () -> variant.label() + " has answered " + text);
			}
			return Start.of(process, started.millis());
		}
	}

	private static String classPath(Variant variant) {
		List<String> leftOut = new ArrayList<>(LEFT_OUT);
		leftOut.addAll(variant.redis() ? List.of() : REDIS);
		Set<Path> larder = variant.larder() ? Set.of()
				: Set.of(location(LarderCacheManager.class), location(LarderAutoConfiguration.class));
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
			.filter((entry) -> !larder.contains(Path.of(entry).toAbsolutePath()))
			.filter((entry) -> leftOut.stream().noneMatch(Path.of(entry).getFileName().toString()::startsWith))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Path location(Class<?> type) {
		return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
			.toAbsolutePath();
	}

	/**
	 * What the application does.
	 */
	@RestController
	static class Shop {

		@GetMapping("/products/{id}")
		@Cacheable("products")
		public Product product(@PathVariable Long id) {
			return Product.number(id);
		}

	}

}
