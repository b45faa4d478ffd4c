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
package dev.larder.zoo;

import java.io.InputStream;
import java.util.Iterator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.support.rowset.SqlRowSet;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a call came to: a value or an exception, described so that it can be compared.
 *
 * @param text the description
 */
record Outcome(String text) {

	static final int TIMEOUT_SECONDS = 20;

	static Outcome of(ThrowingCall call) {
		Object result;
		try {
			result = call.call();
		}
		catch (Throwable ex) {
			return new Outcome("throws " + Portrait.of(ex));
		}
		return new Outcome(describe(result));
	}

	private static String describe(Object result) {
		try {
			if (result instanceof CompletionStage<?> stage) {
				return "future of " + Portrait.of(stage.toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
			}
			if (result instanceof Future<?> future) {
				return "future of " + Portrait.of(future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
			}
			if (result instanceof Mono<?> mono) {
				return "mono of " + Portrait.of(mono.toFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
			}
			if (result instanceof Flux<?> flux) {
				return "flux of " + Portrait.of(flux.collectList().toFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
			}
			if (result instanceof Stream<?> stream) {
				return "stream of " + Portrait.of(stream.toList());
			}
			if (result instanceof Iterator<?> iterator) {
				List<Object> elements = new ArrayList<>();
				iterator.forEachRemaining(elements::add);
				return "iterator of " + Portrait.of(elements);
			}
			if (result instanceof InputStream stream) {
				return "input stream of " + Portrait.of(stream.readAllBytes());
			}
			if (result instanceof SqlRowSet rows) {
				List<Object> elements = new ArrayList<>();
				while (rows.next()) {
					elements.add(List.of(rows.getLong(1), rows.getString(2)));
				}
				return "rows of " + Portrait.of(elements);
			}
			if (result instanceof InputStreamSource resource) {
				return "resource of " + Portrait.of(resource.getInputStream().readAllBytes());
			}
			if (result instanceof Callable<?> callable) {
				return "callable of " + Portrait.of(callable.call());
			}
		}
		catch (ExecutionException ex) {
			return "later throws " + Portrait.of(ex.getCause());
		}
		catch (Throwable ex) {
			return "is spoilt by " + Portrait.of(ex);
		}
		return Portrait.of(result);
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * A call that may fail.
	 */
	interface ThrowingCall {

		Object call() throws Throwable;

	}

}
