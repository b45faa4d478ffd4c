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
package dev.larder.benchmarks.outage;

/**
 * What the server does.
 */
enum PhaseName {

	UP("up"),

	KILLED("killed"),

	RESTARTED("restarted"),

	FROZEN("frozen"),

	RESUMED("resumed");

	private final String label;

	PhaseName(String label) {
		this.label = label;
	}

	String label() {
		return this.label;
	}

	/**
	 * Returns whether the server does not answer.
	 */
	boolean isOutage() {
		return this == KILLED || this == FROZEN;
	}

	/**
	 * Returns whether the server has just come back.
	 */
	boolean isReturn() {
		return this == RESTARTED || this == RESUMED;
	}

}
