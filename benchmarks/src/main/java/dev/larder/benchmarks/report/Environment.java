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

package dev.larder.benchmarks.report;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import dev.larder.benchmarks.peer.Peer;

/**
 * Where something was measured.
 *
 * @param facts what matters, in the order of the report
 */
public record Environment(Map<String, String> facts) {

	private static final String COMMIT = "benchmarks.commit";

	private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

	private static final Pattern LIBRARY = Pattern.compile("(spring-boot|spring-context|caffeine|xmemcached|"
			+ "jackson-databind|fory-core|lz4-java|spring-data-redis|lettuce-core|jetcache-core|simple-spring-memcached|"
			+ "memcached-spring-boot-autoconfigure|jmh-core|HdrHistogram)-\\d.*\\.jar");

	public Environment {
		facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
	}

	/**
	 * Looks at where this process runs.
	 * @return the environment
	 * @throws IOException if that cannot be seen
	 */
	public static Environment probe() throws IOException {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("Larder", System.getProperty(COMMIT, "unknown"));
		facts.put("Machine", machine());
		double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
		facts.put("Load average before", Numbers.of("%.2f", (load >= 0) ? load : Double.NaN));
		facts.put("Operating system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		facts.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
		facts.put("memcached", version("memcached", "-V"));
		facts.put("Redis", version("redis-server", "--version"));
		facts.put("Libraries", String.join(", ", libraries(System.getProperty("java.class.path"))));
		facts.put("Left out", Peer.SIXHOURS.isAvailable() ? "nobody"
				: Peer.SIXHOURS.label() + ", whose library could not be resolved");
		return new Environment(facts);
	}

	private static String machine() throws IOException {
		String memory = "";
		if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
			memory = Numbers.of(", %.0f GiB", system.getTotalMemorySize() / (1024.0 * 1024 * 1024));
		}
		Path processors = Path.of("/proc/cpuinfo");
		String model = !Files.isReadable(processors) ? System.getProperty("os.arch")
				: Files.readAllLines(processors)
					.stream()
					.filter((line) -> line.startsWith("model name"))
					.map((line) -> line.substring(line.indexOf(':') + 1).trim())
					.findFirst()
					.orElse(System.getProperty("os.arch"));
		return Runtime.getRuntime().availableProcessors() + " cores (" + model + ")" + memory;
	}

	static String version(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			return firstVersion(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			return "not installed";
		}
	}

	static String firstVersion(String text) {
		Matcher matcher = VERSION.matcher(text);
		return matcher.find() ? matcher.group() : "unknown";
	}

	static List<String> libraries(String classPath) {
		return Stream.of(classPath.split(Pattern.quote(File.pathSeparator), -1))
			.map((entry) -> String.valueOf(Path.of(entry).getFileName()))
			.filter((name) -> LIBRARY.matcher(name).matches())
			.map((name) -> name.substring(0, name.length() - ".jar".length()))
			.sorted(String.CASE_INSENSITIVE_ORDER)
			.toList();
	}

}
