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
package dev.larder.benchmarks.traffic;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * Reads the traffic from what Redis answers to {@code INFO}.
 */
final class RedisInfo {

	private static final Pattern COMMAND = Pattern.compile("^cmdstat_(\\S+):calls=(\\d+)", Pattern.MULTILINE);

	/**
	 * What asking for the traffic takes itself.
	 */
	private static final String INFO = "info";

	private RedisInfo() {
	}

	static Traffic traffic(String info) {
		Map<String, Double> commands = new TreeMap<>();
		Matcher matcher = COMMAND.matcher(info);
		while (matcher.find()) {
			if (!matcher.group(1).equals(INFO)) {
				commands.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
			}
		}
		return new Traffic(commands, value(info, "total_net_input_bytes"), value(info, "total_net_output_bytes"));
	}

	private static double value(String info, String name) {
		Matcher matcher = Pattern.compile("^" + name + ":(\\d+)", Pattern.MULTILINE).matcher(info);
		Assert.state(matcher.find(), () -> "Redis does not say its " + name);
		return Double.parseDouble(matcher.group(1));
	}

}
