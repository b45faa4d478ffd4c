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
package dev.larder.benchmarks.serialization;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

import dev.larder.benchmarks.payload.Payload;

/**
 * The JDK's serialization as it comes, which reads any class.
 */
final class PlainJdkCodec implements Codec {

	@Override
	public byte[] encode(Object value) throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream(256);
		try (ObjectOutputStream stream = new ObjectOutputStream(target)) {
			stream.writeObject(value);
		}
		return target.toByteArray();
	}

	@Override
	@SuppressWarnings("BanSerializableRead") // its own data, to see what checking costs
	public Object decode(byte[] data, Payload payload) throws IOException, ClassNotFoundException {
		try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(data))) {
			return stream.readObject();
		}
	}

}
