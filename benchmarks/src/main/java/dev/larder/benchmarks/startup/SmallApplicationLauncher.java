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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.larder.cache.LarderCacheManager;

import org.springframework.util.Assert;

/**
 * Starts {@link SmallApplication}.
 */
final class SmallApplicationLauncher implements Launcher {

	/**
	 * Libraries of the peers that would bring an auto-configuration of their own.
	 */
	private static final List<String> LEFT_OUT = List.of("aspectjweaver-", "spring-boot-data-", "spring-data-",
			"memcached-spring-boot-");

	private final String classPath;

	private final String classPathWithoutLarder;

	SmallApplicationLauncher() throws Exception {
		Path larder = Path.of(LarderCacheManager.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		List<String> all = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
		List<String> entries = all.stream().filter(SmallApplicationLauncher::belongs).toList();
		this.classPath = String.join(File.pathSeparator, entries);
		this.classPathWithoutLarder = entries.stream()
			.filter((entry) -> !Path.of(entry).toAbsolutePath().equals(larder))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean belongs(String entry) {
		String name = Path.of(entry).getFileName().toString();
		return LEFT_OUT.stream().noneMatch(name::startsWith);
	}

	@Override
	public Start launch(Variant variant) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("-cp",
				variant.larder() ? this.classPath : this.classPathWithoutLarder, SmallApplication.class.getName(),
				"--spring.main.banner-mode=off", "--spring.main.log-startup-info=false"));
		arguments.addAll(variant.arguments());
		try (ApplicationProcess process = ApplicationProcess.start(arguments)) {
			Line started = process.await(SmallApplication.STARTED);
			double cpu = process.cpu();
			Line answered = process.await(SmallApplication.ANSWERED);
			Assert.state(started.text().contains("Larder") == isLarder(variant),
					() -> variant.label() + " has " + started.text());
			return new Start(started.millis(), answered.millis(), cpu, process.footprint());
		}
	}

	private static boolean isLarder(Variant variant) {
		return variant.properties().stream().anyMatch((property) -> property.startsWith("larder."));
	}

}
