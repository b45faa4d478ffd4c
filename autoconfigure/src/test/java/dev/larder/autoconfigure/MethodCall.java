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
package dev.larder.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * A call of one of the {@link CachedMethods}.
 *
 * @param name the name of the call
 * @param invocation calls the method
 */
record MethodCall(String name, Invocation invocation) {

	private static final List<String> TEXTS = List.of("text", "null", "unchecked", "checked", "error");

	/**
	 * Returns a call of each method in each of the ways it can end.
	 */
	static List<MethodCall> all() {
		List<MethodCall> calls = guarded();
		for (String text : TEXTS) {
			calls.add(new MethodCall("mono " + text, (methods) -> methods.mono(text).block()));
			calls.add(new MethodCall("flux " + text, (methods) -> methods.flux(text).collectList().block()));
		}
		calls.add(new MethodCall("throws instead of mono",
				(methods) -> methods.throwsInsteadOfMono("unchecked").block()));
		return calls;
	}

	/**
	 * Returns those of the calls whose loads are guarded.
	 */
	static List<MethodCall> guarded() {
		List<MethodCall> calls = new ArrayList<>();
		for (String text : TEXTS) {
			calls.add(new MethodCall("plain " + text, (methods) -> methods.plain(text)));
			calls.add(new MethodCall("optional " + text, (methods) -> methods.optional(text)));
			calls.add(new MethodCall("conditional " + text, (methods) -> methods.conditional(text)));
			calls.add(new MethodCall("keyed " + text, (methods) -> methods.keyed(text)));
			calls.add(new MethodCall("generated " + text, (methods) -> methods.generated(text)));
			calls.add(new MethodCall("future " + text, (methods) -> methods.future(text).get()));
		}
		calls.add(new MethodCall("condition on result", (methods) -> methods.conditionOnResult("text")));
		calls.add(new MethodCall("broken condition", (methods) -> methods.brokenCondition("text")));
		calls.add(new MethodCall("null key", (methods) -> methods.nullKey("text")));
		calls.add(new MethodCall("nested optional", CachedMethods::nestedOptional));
		calls.add(new MethodCall("cancelled future", (methods) -> methods.cancelledFuture().get()));
		return calls;
	}

	/**
	 * Calls the method.
	 * @param methods the object it is called on
	 * @return how the call ended
	 */
	Outcome outcome(CachedMethods methods) {
		Object value = null;
		Throwable thrown = null;
		try {
			value = this.invocation.on(methods);
		}
		catch (ExecutionException ex) {
			thrown = ex.getCause();
		}
		catch (Throwable ex) {
			thrown = ex;
		}
		return Outcome.of(value, thrown, methods.calls());
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Calls a method.
	 */
	interface Invocation {

		@Nullable Object on(CachedMethods methods) throws Exception;

	}

	/**
	 * How a call ended, and how often the method had been called by then.
	 */
	record Outcome(@Nullable Object value, @Nullable Class<?> thrown, @Nullable String message, int calls) {

		private static Outcome of(@Nullable Object value, @Nullable Throwable thrown, int calls) {
			if (thrown == null) {
				return new Outcome(value, null, null, calls);
			}
			// The message of a null key describes the operation
			String message = String.valueOf(thrown.getMessage())
				.replace("sync='true'", "sync='false'")
				.replace("larder:unshared:", "");
			return new Outcome(null, thrown.getClass(), message, calls);
		}

	}

}
