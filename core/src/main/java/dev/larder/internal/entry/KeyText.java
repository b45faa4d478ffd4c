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
package dev.larder.internal.entry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Escapes text so that it consists of printable ASCII without blanks. What must not stand
 * for itself is written as {@code %XX}, byte by byte of its UTF-8 form. An unpaired
 * surrogate is written as the three bytes it would have if it were a character: no valid
 * text has those, so that it collides with nothing.
 */
final class KeyText {

	/**
	 * The characters that a key of its own escapes beside those not printable: the mark
	 * of an escape, and the mark that ends a type tag.
	 */
	static final String IN_KEY = "%~";

	/**
	 * The characters that a part of a composed key escapes.
	 */
	static final String IN_COMPOSITE = "%~,()=";

	/**
	 * The characters that a key prefix, or the name of a cache, escapes.
	 */
	static final String IN_NAME = "%~:@";

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	private KeyText() {
	}

	/**
	 * Returns whether text can stand as it is.
	 * @param text the text
	 * @param special the printable characters that must be escaped
	 * @return whether nothing needs to be escaped
	 */
	static boolean isPlain(String text, String special) {
		for (int i = 0; i < text.length(); i++) {
			if (!isPlain(text.charAt(i), special)) {
				return false;
			}
		}
		return true;
	}

	static String escape(String text, String special) {
		if (isPlain(text, special)) {
			return text;
		}
		StringBuilder result = new StringBuilder(text.length() + 16);
		appendTo(result, text, special);
		return result.toString();
	}

	/**
	 * Returns the text that was escaped.
	 * @param text the escaped text
	 * @return the text; what is no escape stands for itself
	 */
	static String unescape(String text) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
		int index = 0;
		while (index < text.length()) {
			int codePoint = text.codePointAt(index);
			int value = (codePoint == '%' && index + 2 < text.length()) ? hex(text, index + 1) : -1;
			if (value >= 0) {
				bytes.write(value);
				index += 3;
			}
			else {
				bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
				index += Character.charCount(codePoint);
			}
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

	private static int hex(String text, int index) {
		int high = Character.digit(text.charAt(index), 16);
		int low = Character.digit(text.charAt(index + 1), 16);
		return (high >= 0 && low >= 0) ? high << 4 | low : -1;
	}

	static void appendTo(StringBuilder target, String text, String special) {
		int index = 0;
		while (index < text.length()) {
			char unit = text.charAt(index);
			if (isPlain(unit, special)) {
				target.append(unit);
				index++;
			}
			else {
				int codePoint = text.codePointAt(index);
				appendEscaped(target, codePoint);
				index += Character.charCount(codePoint);
			}
		}
	}

	private static boolean isPlain(char unit, String special) {
		return unit > ' ' && unit < 0x7F && special.indexOf(unit) < 0;
	}

	private static void appendEscaped(StringBuilder target, int codePoint) {
		if (codePoint < 0x80) {
			appendByte(target, codePoint);
		}
		else if (codePoint < 0x800) {
			appendByte(target, 0xC0 | (codePoint >> 6));
			appendByte(target, 0x80 | (codePoint & 0x3F));
		}
		else if (codePoint < 0x10000) {
			appendByte(target, 0xE0 | (codePoint >> 12));
			appendByte(target, 0x80 | ((codePoint >> 6) & 0x3F));
			appendByte(target, 0x80 | (codePoint & 0x3F));
		}
		else {
			appendByte(target, 0xF0 | (codePoint >> 18));
			appendByte(target, 0x80 | ((codePoint >> 12) & 0x3F));
			appendByte(target, 0x80 | ((codePoint >> 6) & 0x3F));
			appendByte(target, 0x80 | (codePoint & 0x3F));
		}
	}

	private static void appendByte(StringBuilder target, int value) {
		target.append('%').append(HEX[value >> 4]).append(HEX[value & 0x0F]);
	}

}
