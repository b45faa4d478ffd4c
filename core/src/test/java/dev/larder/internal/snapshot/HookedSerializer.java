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
package dev.larder.internal.snapshot;

import java.util.List;
import java.util.function.Consumer;

import dev.larder.serializer.PackageAllowList;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.ValueSerializer;
import dev.larder.serializer.jackson.JsonSerializer;

/**
 * Writes JSON, and tells of what it writes and has read, so that a test can stop it.
 */
final class HookedSerializer implements ValueSerializer {

	static final TypeAllowList ALLOWED = new PackageAllowList(List.of(),
			List.of("dev.larder.internal.snapshot.SnapshotTypes$Allowed"));

	private final ValueSerializer json = new JsonSerializer(ALLOWED, HookedSerializer.class.getClassLoader());

	private volatile Consumer<Object> writing = (value) -> {
	};

	private volatile Consumer<Object> read = (value) -> {
	};

	void whenWriting(Consumer<Object> hook) {
		this.writing = hook;
	}

	void whenRead(Consumer<Object> hook) {
		this.read = hook;
	}

	@Override
	public int format() {
		return this.json.format();
	}

	@Override
	public byte[] serialize(Object value) {
		this.writing.accept(value);
		return this.json.serialize(value);
	}

	@Override
	public Object deserialize(byte[] data) {
		Object value = this.json.deserialize(data);
		this.read.accept(value);
		return value;
	}

}
