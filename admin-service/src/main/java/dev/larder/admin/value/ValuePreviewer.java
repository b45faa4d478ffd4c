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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes previews of values. It parses and unpacks, within bounds, and never constructs an
 * object of a class that a value names. Safe for use by several threads.
 */
@Component
public class ValuePreviewer {

	/**
	 * How many bytes are shown as they are.
	 */
	static final int SHOWN_BYTES = 1024;

	private static final int SHOWN_CHARACTERS = 16_384;

	private final JsonFormatter jsonFormatter = new JsonFormatter(SHOWN_CHARACTERS);

	/**
	 * Makes a preview.
	 * @param bytes the value, or its beginning
	 * @param length the length of the whole value in bytes
	 * @return the preview
	 */
	public ValuePreview preview(byte[] bytes, long length) {
		return preview(bytes, length, true);
	}

	private ValuePreview preview(byte[] bytes, long length, boolean unpack) {
		boolean complete = bytes.length == length;
		String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES));
		if (length == 0) {
			return new ValuePreview(0, ValueFormat.EMPTY, true, hex, null, null, null, null);
		}
		if (JdkStreamReader.isStream(bytes)) {
			JdkStreamReader.Contents contents = new JdkStreamReader(bytes).read();
			return new ValuePreview(length, ValueFormat.JDK_SERIALIZED, complete, hex, null, contents.classNames(),
					null, contents.complete() ? null : "The stream was not read to its end; there may be more classes");
		}
		if (startsWith(bytes, 0x1F, 0x8B)) {
			return gzip(bytes, length, hex, unpack);
		}
		if (startsWith(bytes, 0x28, 0xB5, 0x2F, 0xFD)) {
			return new ValuePreview(length, ValueFormat.ZSTD, complete, hex, null, null, null, "Not unpacked");
		}
		if (startsWith(bytes, 0x04, 0x22, 0x4D, 0x18)) {
			return new ValuePreview(length, ValueFormat.LZ4, complete, hex, null, null, null, "Not unpacked");
		}
		String text = text(bytes, complete);
		if (text == null) {
			return new ValuePreview(length, ValueFormat.BINARY, complete, hex, null, null, null, null);
		}
		String json = complete ? this.jsonFormatter.format(text) : null;
		return (json != null) ? new ValuePreview(length, ValueFormat.JSON, true, hex, json, null, null, null)
				: new ValuePreview(length, ValueFormat.TEXT, complete, hex, shorten(text), null, null, null);
	}

	private ValuePreview gzip(byte[] bytes, long length, String hex, boolean unpack) {
		boolean complete = bytes.length == length;
		if (!unpack) {
			return new ValuePreview(length, ValueFormat.GZIP, complete, hex, null, null, null,
					"Not unpacked: it was itself inside something compressed");
		}
		GzipInflater.Result result = GzipInflater.inflate(bytes);
		ValuePreview content = (result.bytes().length > 0) ? preview(result.bytes(),
				result.isComplete() ? result.bytes().length : result.bytes().length + 1L, false) : null;
		if (content != null && !result.isComplete()) {
			content = new ValuePreview(result.bytes().length, content.format(), false, content.hex(), content.text(),
					content.classNames(), null, content.note());
		}
		return new ValuePreview(length, ValueFormat.GZIP, complete, hex, null, null, content, result.note());
	}

	private static @Nullable String text(byte[] bytes, boolean complete) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		int length = bytes.length;
		// The last character of a beginning may be cut
		int shortest = complete ? length : Math.max(0, length - 3);
		while (length >= shortest) {
			try {
				String text = decoder.decode(ByteBuffer.wrap(bytes, 0, length)).toString();
				return isPrintable(text) ? text : null;
			}
			catch (CharacterCodingException ex) {
				length--;
			}
		}
		return null;
	}

	private static boolean isPrintable(String text) {
		return text.chars()
			.allMatch((character) -> character >= ' ' || character == '\n' || character == '\r' || character == '\t'
					|| character == '\f');
	}

	private static String shorten(String text) {
		int end = Math.min(text.length(), SHOWN_BYTES);
		if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(0, end);
	}

	private static boolean startsWith(byte[] bytes, int... magic) {
		if (bytes.length < magic.length) {
			return false;
		}
		for (int i = 0; i < magic.length; i++) {
			if ((bytes[i] & 0xFF) != magic[i]) {
				return false;
			}
		}
		return true;
	}

}
