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
package dev.larder.zoo.async;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

import dev.larder.zoo.animal.UnknownAnimalException;
import dev.larder.zoo.value.Records.Point;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Cached methods that answer later, and one that answers at once.
 */
@Service
public class Asynchronous {

	private final AsyncTaskExecutor executor;

	public Asynchronous(AsyncTaskExecutor executor) {
		this.executor = executor;
	}

	@Cacheable("futures")
	public CompletableFuture<Point> future(int x) {
		return CompletableFuture.completedFuture(new Point(x, x));
	}

	@Cacheable("futures-of-the-pool")
	public CompletableFuture<List<Point>> futureOfThePool(int x) {
		return CompletableFuture.supplyAsync(() -> List.of(new Point(x, x)), this.executor);
	}

	@Cacheable("chains")
	public CompletableFuture<String> chain(int x) {
		return futureOfThePool(x).thenApplyAsync(String::valueOf, this.executor);
	}

	@Cacheable("failed-futures")
	public CompletableFuture<Point> failedFuture(int x) {
		return CompletableFuture.failedFuture(new UnknownAnimalException("future " + x));
	}

	@Cacheable("futures-that-throw")
	public CompletableFuture<Point> throwsAtOnce(int x) {
		throw new UnknownAnimalException("at once " + x);
	}

	@Cacheable("futures-of-null")
	public CompletableFuture<Point> futureOfNull(int x) {
		return CompletableFuture.completedFuture(null);
	}

	@Cacheable(cacheNames = "synchronised-futures", sync = true)
	public CompletableFuture<Point> synchronisedFuture(int x) {
		return CompletableFuture.supplyAsync(() -> new Point(x, x), this.executor);
	}

	@Cacheable("stages")
	public CompletionStage<Point> stage(int x) {
		return CompletableFuture.completedStage(new Point(x, x));
	}

	@Cacheable("plain-futures")
	public Future<Point> plainFuture(int x) {
		return this.executor.submit(() -> new Point(x, x));
	}

	@Async
	@Cacheable("async")
	public CompletableFuture<Point> async(int x) {
		return CompletableFuture.completedFuture(new Point(x, x));
	}

	@Cacheable("monos")
	public Mono<Point> mono(int x) {
		return Mono.fromSupplier(() -> new Point(x, x));
	}

	@Cacheable("empty-monos")
	public Mono<Point> emptyMono(int x) {
		return Mono.empty();
	}

	@Cacheable("failed-monos")
	public Mono<Point> failedMono(int x) {
		return Mono.error(() -> new UnknownAnimalException("mono " + x));
	}

	@Cacheable(cacheNames = "synchronised-monos", sync = true)
	public Mono<Point> synchronisedMono(int x) {
		return Mono.fromSupplier(() -> new Point(x, x));
	}

	@Cacheable("fluxes")
	public Flux<Point> flux(int size) {
		return Flux.range(0, size).map((x) -> new Point(x, x));
	}

	@Cacheable("failed-fluxes")
	public Flux<Point> failedFlux(int size) {
		return Flux.range(0, size)
			.map((x) -> new Point(x, x))
			.concatWith(Flux.error(() -> new UnknownAnimalException("end")));
	}

	@Cacheable("blocking")
	public String blocking(int x) {
		return "blocking " + x;
	}

	@Cacheable("callables")
	public Callable<String> callable(int x) {
		return () -> "called " + x;
	}

	/**
	 * Runs something on the application's pool and waits for it, as a request would.
	 */
	public <T> T onThePool(Callable<T> task) throws Exception {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return task.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}, (Executor) this.executor).get();
	}

}
