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

import java.io.StringWriter;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Indents JSON token by token, so that numbers stay as they are written.
 */
final class JsonFormatter {

	private final JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final ValueMasks masks;

	private final int maxLength;

	JsonFormatter(ValueMasks masks, int maxLength) {
		this.masks = masks;
		this.maxLength = maxLength;
	}

	/**
	 * Indents an object or array, and leaves out its masked fields.
	 * @param text the text
	 * @return the indented text, cut after the longest allowed length, or {@code null} if
	 * the text is no JSON object or array
	 */
	@Nullable MaskedJson format(String text) {
		String trimmed = text.stripLeading();
		if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) {
			return null;
		}
		JsonMask mask = new JsonMask(this.masks);
		StringWriter writer = new StringWriter();
		try (JsonParser reading = this.mapper.createParser(text);
				JsonParser copied = this.mapper.createParser(text);
				JsonGenerator generator = this.mapper.createGenerator(writer)) {
			mask.inspect(reading);
			mask.copy(copied, generator);
		}
		catch (JacksonException ex) {
			return null;
		}
		String formatted = writer.toString();
		return new MaskedJson(
				(formatted.length() <= this.maxLength) ? formatted : formatted.substring(0, this.maxLength),
				mask.isMasked());
	}

}
