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
package dev.larder.admin.value;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Copies JSON without its masked fields. A string that is the name of one, as in
 * <code>{"name":"password","value":"x"}</code>, masks the object or array it is in. As
 * the value may come before the name, the text is read twice.
 */
final class JsonMask {

	private static final String MASK = "***";

	private final ValueMasks masks;

	/**
	 * The objects and arrays to be left out, by the order in which they begin.
	 */
	private final BitSet hidden = new BitSet();

	private boolean masked;

	JsonMask(ValueMasks masks) {
		this.masks = masks;
	}

	/**
	 * Looks for what is to be left out.
	 */
	void inspect(JsonParser parser) {
		Deque<Integer> open = new ArrayDeque<>();
		int started = 0;
		for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
			if (token.isStructStart()) {
				open.push(started++);
			}
			else if (token.isStructEnd()) {
				open.pop();
			}
			else if (token == JsonToken.VALUE_STRING && !open.isEmpty()
					&& this.masks.isHiddenName(parser.getString())) {
				this.hidden.set(open.element());
			}
		}
	}

	/**
	 * Writes the rest.
	 */
	void copy(JsonParser parser, JsonGenerator generator) {
		int started = 0;
		for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
			if (token.isStructStart()) {
				if (this.hidden.get(started)) {
					started += skip(parser);
					mask(generator);
				}
				else {
					started++;
					generator.copyCurrentEvent(parser);
				}
			}
			else if (token == JsonToken.PROPERTY_NAME && this.masks.hideField(parser.getString())) {
				String name = parser.getString();
				generator.writeName(this.masks.isName(name) ? name : MASK);
				parser.nextToken();
				started += skip(parser);
				mask(generator);
			}
			else if (token == JsonToken.VALUE_STRING && this.masks.mayHoldField(parser.getString())) {
				mask(generator);
			}
			else if (token.isNumeric()) {
				generator.writeNumber(parser.getString());
			}
			else {
				generator.copyCurrentEvent(parser);
			}
		}
	}

	private void mask(JsonGenerator generator) {
		generator.writeString(MASK);
		this.masked = true;
	}

	/**
	 * Skips the current value.
	 * @return how many objects and arrays it consists of
	 */
	private static int skip(JsonParser parser) {
		int started = 0;
		int depth = 0;
		JsonToken token = parser.currentToken();
		while (token != null) {
			if (token.isStructStart()) {
				started++;
				depth++;
			}
			else if (token.isStructEnd()) {
				depth--;
			}
			if (depth == 0) {
				return started;
			}
			token = parser.nextToken();
		}
		return started;
	}

	/**
	 * Returns whether something was left out.
	 */
	boolean isMasked() {
		return this.masked;
	}

}
