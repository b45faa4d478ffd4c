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
package dev.larder.admin.operation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.larder.admin.configuration.AdminProperties;

import org.springframework.stereotype.Component;

/**
 * Remembers the newest operations, in memory. Safe for use by several threads.
 */
@Component
class OperationHistory {

	private final int capacity;

	private final Deque<Operation> operations = new ArrayDeque<>();

	OperationHistory(AdminProperties properties) {
		this.capacity = properties.operationHistorySize();
	}

	synchronized void add(Operation operation) {
		if (this.operations.size() == this.capacity) {
			this.operations.removeLast();
		}
		this.operations.addFirst(operation);
	}

	synchronized List<Operation> all() {
		return new ArrayList<>(this.operations);
	}

	synchronized Optional<Operation> find(String id) {
		return this.operations.stream().filter((operation) -> operation.id().equals(id)).findFirst();
	}

}
