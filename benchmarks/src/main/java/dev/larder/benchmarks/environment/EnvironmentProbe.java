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
package dev.larder.benchmarks.environment;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.result.Environment;

/**
 * Finds out what machine this is, and which versions of programs and libraries are used.
 */
public final class EnvironmentProbe {

	/**
	 * System property with the version of the sources, which the sources do not know.
	 */
	private static final String COMMIT = "larder.benchmarks.commit";

	private static final double GIBIBYTE = 1024.0 * 1024 * 1024;

	private EnvironmentProbe() {
	}

	/**
	 * Returns what there is to know now.
	 * @return the facts
	 */
	public static Environment probe() {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("Larder", System.getProperty(COMMIT, "unknown"));
		facts.put("Machine", machine());
		facts.put("Load average before", loadAverage());
		facts.put("Operating system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		facts.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
		facts.put("memcached", Programs.version("memcached", "-V"));
		facts.put("Redis", Programs.version("redis-server", "--version"));
		facts.put("Libraries", String.join(", ", Libraries.names()));
		facts.put("Left out", leftOut());
		return new Environment(facts);
	}

	private static String machine() {
		String memory = "";
		if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
			memory = String.format(Locale.ROOT, ", %.0f GiB", system.getTotalMemorySize() / GIBIBYTE);
		}
		return Runtime.getRuntime().availableProcessors() + " cores (" + Processor.model() + ")" + memory;
	}

	private static String leftOut() {
		String names = Stream.of(PeerType.values())
			.filter((type) -> !type.isAvailable())
			.map(PeerType::label)
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? "nobody" : names + ", whose library could not be resolved";
	}

	private static String loadAverage() {
		double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
		return (load >= 0) ? String.format(Locale.ROOT, "%.2f", load) : "unknown";
	}

}
