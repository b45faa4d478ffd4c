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
package dev.larder.admin.fanout;

import java.util.Locale;

/**
 * Names of servers and instances that can be part of a URL, and stay the same as long as
 * the address does.
 */
public final class TargetIds {

	private TargetIds() {
	}

	/**
	 * Returns the name of an address.
	 * @param host the host name or address
	 * @param port the port
	 * @return {@code host-port}, in lower case and with hyphens for what a URL should not
	 * hold
	 */
	public static String of(String host, int port) {
		String name = host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-|-$", "");
		return name + "-" + port;
	}

}
