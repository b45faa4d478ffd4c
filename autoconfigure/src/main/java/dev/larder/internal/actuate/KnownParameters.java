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

package dev.larder.internal.actuate;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * {@link OperationInvokerAdvisor} that refuses what Larder's endpoints do not know.
 * Spring Boot leaves out parameters that an operation does not have, so that a misspelled
 * one would have more, or something else, be removed than was meant.
 */
public final class KnownParameters implements OperationInvokerAdvisor {

	private static final Set<EndpointId> ENDPOINTS = Set.of(EndpointId.of("larder"), EndpointId.of("larderentries"));

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		if (!ENDPOINTS.contains(endpointId)) {
			return invoker;
		}
		List<String> known = parameters.stream()
			.filter((parameter) -> parameter.getType() != SecurityContext.class)
			.map(OperationParameter::getName)
			.sorted()
			.toList();
		return known.isEmpty() ? invoker : (context) -> {
			String problem = problem(context, known);
			return (problem != null) ? EndpointRefusals.wrongRequest(problem) : invoker.invoke(context);
		};
	}

	private static @Nullable String problem(InvocationContext context, List<String> known) {
		Map<String, Object> arguments = context.getArguments();
		String unknown = arguments.keySet()
			.stream()
			.filter((name) -> !known.contains(name))
			.sorted()
			.collect(Collectors.joining("', '"));
		if (!unknown.isEmpty()) {
			return "Unknown: '" + unknown + "'. There are " + known + ".";
		}
		return arguments.entrySet()
			.stream()
			.filter((argument) -> argument.getValue() instanceof Collection || argument.getValue() instanceof Map)
			.map((argument) -> "'" + argument.getKey() + "' must be given once, and be no list or object.")
			.findFirst()
			.orElse(null);
	}

}
