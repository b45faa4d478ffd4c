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
package dev.larder.serializer;

import java.nio.charset.StandardCharsets;

/**
 * Writes texts and numbers.
 */
public class TestSerializer implements ValueSerializer {

	@Override
	public int format() {
		return 31;
	}

	@Override
	public byte[] serialize(Object value) {
		return ((value instanceof Integer) ? "i" + value : "s" + value).getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public Object deserialize(byte[] data) {
		String text = new String(data, StandardCharsets.UTF_8);
		return (text.charAt(0) == 'i') ? Integer.valueOf(text.substring(1)) : text.substring(1);
	}

}
