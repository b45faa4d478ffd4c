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

import org.jspecify.annotations.Nullable;

/**
 * How much of the past charts show.
 */
enum Window {

	/**
	 * The last hour.
	 */
	HOUR("1h"),

	/**
	 * The last day.
	 */
	DAY("1d"),

	/**
	 * The last thirty days.
	 */
	MONTH("30d");

	private final String id;

	Window(String id) {
		this.id = id;
	}

	/**
	 * Returns the name as the API has it.
	 * @return the name
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Adds this to a query, unless it is what pages show without it.
	 */
	PageQuery in(PageQuery query) {
		return query.with("window", (this != HOUR) ? this.id : null);
	}

	static Window of(@Nullable String id) {
		for (Window window : values()) {
			if (window.id.equals(id)) {
				return window;
			}
		}
		return HOUR;
	}

}
