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

/**
 * A server that counts, and for whom the answer to what it has counted is traffic.
 */
final class FakeServer implements TrafficCounter {

	private double commands;

	private double bytes;

	private int delayed;

	/**
	 * Carries out a command of ten bytes.
	 */
	void command() {
		this.commands++;
		this.bytes += 10;
	}

	/**
	 * Carries out a command once it has been asked for the traffic.
	 */
	void commandLater() {
		this.delayed++;
	}

	@Override
	public Traffic now() {
		this.bytes += 1;
		Traffic traffic = new Traffic(Map.of("get", this.commands), this.bytes, this.bytes);
		this.bytes += 100;
		for (; this.delayed > 0; this.delayed--) {
			command();
		}
		return traffic;
	}

}
