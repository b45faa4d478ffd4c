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

import java.util.Arrays;
import java.util.List;

/**
 * A cached method, and how it is called.
 *
 * @param <B> the type of the bean
 * @param <A> the type of what the calls differ in
 * @param name what is special about it
 * @param bean the type of the bean
 * @param method its name, as {@link Invocations} knows it
 * @param call how it is called
 * @param arguments what the calls differ in
 * @param alone whether its calls change something, and are made one after the other on
 * one instance
 */
record Exhibit<B, A>(String name, Class<B> bean, String method, Call<B, A> call, List<A> arguments, boolean alone) {

	@SafeVarargs
	@SuppressWarnings("varargs")
	static <B, A> Exhibit<B, A> of(String name, Class<B> bean, String method, Call<B, A> call, A... arguments) {
		return new Exhibit<>(name, bean, bean.getSimpleName() + "." + method, call, Arrays.stream(arguments).toList(),
				false);
	}

	static <B> Exhibit<B, Integer> scenario(String name, Class<B> bean, Call<B, Integer> call) {
		return new Exhibit<>(name, bean, "", call, List.of(1), true);
	}

	Exhibit<B, A> counting(String method) {
		return new Exhibit<>(this.name, this.bean, method, this.call, this.arguments, this.alone);
	}

	/**
	 * Calls the method.
	 * @param instance where
	 * @param argument which of the arguments
	 * @return what comes of it
	 */
	Outcome ask(Instance instance, int argument) {
		B bean = instance.bean(this.bean);
		return Outcome.of(() -> this.call.on(bean, this.arguments.get(argument)));
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * A call of a method.
	 *
	 * @param <B> the type of the bean
	 * @param <A> the type of what the calls differ in
	 */
	interface Call<B, A> {

		Object on(B bean, A argument) throws Throwable;

	}

}
