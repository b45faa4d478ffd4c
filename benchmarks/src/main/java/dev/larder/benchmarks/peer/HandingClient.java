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
package dev.larder.benchmarks.peer;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * A connection for one caller whose answers are read by a thread of its own.
 */
final class HandingClient implements AutoCloseable {

	private final BlockingClient client;

	private final Queue<CompletableFuture<byte @Nullable []>> asked = new ConcurrentLinkedQueue<>();

	private HandingClient(BlockingClient client) {
		this.client = client;
		Thread reader = new Thread(this::read, "reader");
		reader.setDaemon(true);
		reader.start();
	}

	static HandingClient connect(String server) {
		return new HandingClient(BlockingClient.connect(server));
	}

	byte @Nullable [] get(String key) throws Exception {
		CompletableFuture<byte @Nullable []> answer = new CompletableFuture<>();
		// Before the request, since the answer may be there at once
		this.asked.add(answer);
		this.client.askFor(key);
		return answer.get();
	}

	private void read() {
		try {
			while (true) {
				byte[] value = this.client.receive();
				CompletableFuture<byte @Nullable []> answer = this.asked.poll();
				if (answer == null) {
					throw new IOException("The server has answered what nobody asked");
				}
				answer.complete(value);
			}
		}
		catch (IOException ex) {
			this.asked.forEach((answer) -> answer.completeExceptionally(ex));
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

}
