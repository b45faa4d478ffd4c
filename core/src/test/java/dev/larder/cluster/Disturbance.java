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
package dev.larder.cluster;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.larder.test.memcached.MemcachedServer;

/**
 * Does at random to servers and instances what operators, networks and machines do.
 */
final class Disturbance {

	private final List<MemcachedServer> servers;

	private final List<ClusterInstance> instances;

	private final Random random;

	private final ModelHistory history;

	Disturbance(List<MemcachedServer> servers, List<ClusterInstance> instances, Random random, ModelHistory history) {
		this.history = history;
		this.servers = servers;
		this.instances = instances;
		this.random = random;
	}

	/**
	 * Does one thing, and undoes it after a while. Then lets a while pass.
	 */
	void disturb() throws InterruptedException {
		MemcachedServer server = this.servers.get(this.random.nextInt(this.servers.size()));
		ClusterInstance instance = this.instances.get(this.random.nextInt(this.instances.size()));
		int what = this.random.nextInt(12);
		this.history.add(() -> "disturbance " + what + " begins with " + server + " or " + instance);
		switch (what) {
			case 0, 1, 2 -> between(instance::pausePolling, instance::resumePolling, 600);
			case 3, 4 -> between(server::freeze, server::resume, 50);
			case 5, 6 -> between(server::freeze, server::resume, 500);
			case 7 -> between(server::freeze, server::resume, 2500);
			case 8 -> server.restart();
			case 9 -> between(server::kill, server::revive, 300);
			case 10 -> server.command("delete test@journal");
			default -> {
				// The generation of the cache, with all it holds
				server.command("delete test:products@generation");
			}
		}
		this.history.add(() -> "disturbance ends");
		pause(300);
	}

	private void between(Runnable start, Runnable end, int longestMillis) throws InterruptedException {
		start.run();
		try {
			pause(longestMillis);
		}
		finally {
			end.run();
		}
	}

	private void pause(int longestMillis) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(this.random.nextInt(longestMillis) + 1);
	}

}
