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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads the structure of a stream of Java's own serialization without loading a class:
 * only the names of the classes in it are kept.
 *
 * @see <a href=
 * "https://docs.oracle.com/en/java/javase/17/docs/specs/serialization/protocol.html">the
 * grammar of the stream</a>
 */
final class JdkStreamReader {

	private static final int NULL = 0x70;

	private static final int REFERENCE = 0x71;

	private static final int CLASS_DESCRIPTION = 0x72;

	private static final int OBJECT = 0x73;

	private static final int STRING = 0x74;

	private static final int ARRAY = 0x75;

	private static final int CLASS = 0x76;

	private static final int BLOCK_DATA = 0x77;

	private static final int END_BLOCK_DATA = 0x78;

	private static final int RESET = 0x79;

	private static final int BLOCK_DATA_LONG = 0x7A;

	private static final int LONG_STRING = 0x7C;

	private static final int PROXY_CLASS_DESCRIPTION = 0x7D;

	private static final int ENUM = 0x7E;

	private static final int FIRST_HANDLE = 0x7E0000;

	private static final int MAX_DEPTH = 200;

	private static final int MAX_NAMES = 100;

	private final ByteBuffer stream;

	/**
	 * The class descriptions by handle; other objects count with {@code null}.
	 */
	private final List<@Nullable StreamClass> handles = new ArrayList<>();

	private final Set<String> classNames = new LinkedHashSet<>();

	JdkStreamReader(byte[] bytes) {
		this.stream = ByteBuffer.wrap(bytes);
	}

	/**
	 * Returns whether a value starts as such a stream does.
	 * @param bytes the value
	 * @return whether it does
	 */
	static boolean isStream(byte[] bytes) {
		return bytes.length > 4 && (bytes[0] & 0xFF) == 0xAC && (bytes[1] & 0xFF) == 0xED && bytes[2] == 0
				&& bytes[3] == 5;
	}

	/**
	 * Reads as far as the stream can be understood.
	 * @return what was found
	 */
	Contents read() {
		this.stream.position(4);
		try {
			while (this.stream.hasRemaining()) {
				content(0);
			}
			return new Contents(List.copyOf(this.classNames), true);
		}
		catch (MalformedStreamException | BufferUnderflowException | IllegalArgumentException ex) {
			return new Contents(List.copyOf(this.classNames), false);
		}
	}

	/**
	 * Reads one element.
	 * @return whether it was the end of a block
	 */
	private boolean content(int depth) {
		if (depth > MAX_DEPTH) {
			throw new MalformedStreamException();
		}
		int type = unsignedByte();
		switch (type) {
			case NULL -> {
				// Nothing follows
			}
			case REFERENCE -> this.stream.getInt();
			case CLASS_DESCRIPTION, PROXY_CLASS_DESCRIPTION -> description(type, depth);
			case OBJECT -> object(depth);
			case STRING -> string(Short.toUnsignedLong(this.stream.getShort()));
			case LONG_STRING -> string(this.stream.getLong());
			case ARRAY -> array(depth);
			case CLASS -> {
				descriptionOrReference(depth);
				this.handles.add(null);
			}
			case BLOCK_DATA -> skip(unsignedByte());
			case BLOCK_DATA_LONG -> skip(this.stream.getInt());
			case END_BLOCK_DATA -> {
				return true;
			}
			case RESET -> {
				// As Java itself does, only between objects
				if (depth > 0) {
					throw new MalformedStreamException();
				}
				this.handles.clear();
			}
			case ENUM -> {
				descriptionOrReference(depth);
				this.handles.add(null);
				content(depth + 1);
			}
			default -> throw new MalformedStreamException();
		}
		return false;
	}

	private void object(int depth) {
		StreamClass description = descriptionOrReference(depth);
		this.handles.add(null);
		fields(description, depth);
	}

	private void fields(@Nullable StreamClass description, int depth) {
		if (description == null) {
			return;
		}
		if (depth > MAX_DEPTH) {
			throw new MalformedStreamException();
		}
		fields(description.parent(), depth + 1);
		if (description.isSerializable()) {
			for (char type : description.fieldTypes().toCharArray()) {
				value(type, depth);
			}
		}
		else if (!description.isSkippable()) {
			// What an Externalizable class wrote without blocks, only the class can read
			throw new MalformedStreamException();
		}
		if (description.hasBlocks()) {
			annotation(depth);
		}
	}

	private void array(int depth) {
		StreamClass description = descriptionOrReference(depth);
		this.handles.add(null);
		int length = this.stream.getInt();
		if (description == null || description.name().length() < 2) {
			throw new MalformedStreamException();
		}
		char type = description.name().charAt(1);
		for (int i = 0; i < length; i++) {
			value(type, depth);
		}
	}

	private void value(char type, int depth) {
		switch (type) {
			case 'B', 'Z' -> skip(1);
			case 'C', 'S' -> skip(2);
			case 'I', 'F' -> skip(4);
			case 'J', 'D' -> skip(8);
			case 'L', '[' -> content(depth + 1);
			default -> throw new MalformedStreamException();
		}
	}

	private void annotation(int depth) {
		boolean end = false;
		while (!end) {
			end = content(depth + 1);
		}
	}

	private @Nullable StreamClass descriptionOrReference(int depth) {
		int type = unsignedByte();
		return switch (type) {
			case NULL -> null;
			case REFERENCE -> this.handles.get(handle());
			case CLASS_DESCRIPTION, PROXY_CLASS_DESCRIPTION -> description(type, depth);
			default -> throw new MalformedStreamException();
		};
	}

	private int handle() {
		int index = this.stream.getInt() - FIRST_HANDLE;
		if (index < 0 || index >= this.handles.size()) {
			throw new MalformedStreamException();
		}
		return index;
	}

	private StreamClass description(int type, int depth) {
		if (depth > MAX_DEPTH) {
			throw new MalformedStreamException();
		}
		return (type == CLASS_DESCRIPTION) ? classDescription(depth) : proxyDescription(depth);
	}

	private StreamClass classDescription(int depth) {
		String name = name();
		note(name);
		skip(8);
		int index = this.handles.size();
		this.handles.add(null);
		int flags = unsignedByte();
		int count = Short.toUnsignedInt(this.stream.getShort());
		StringBuilder types = new StringBuilder();
		for (int i = 0; i < count; i++) {
			char fieldType = (char) unsignedByte();
			types.append(fieldType);
			name();
			if (fieldType == 'L' || fieldType == '[') {
				content(depth + 1);
			}
		}
		annotation(depth + 1);
		StreamClass parent = descriptionOrReference(depth + 1);
		StreamClass description = new StreamClass(name, flags, types.toString(), parent);
		this.handles.set(index, description);
		return description;
	}

	private StreamClass proxyDescription(int depth) {
		int index = this.handles.size();
		this.handles.add(null);
		int count = this.stream.getInt();
		for (int i = 0; i < count; i++) {
			note(name());
		}
		annotation(depth + 1);
		StreamClass parent = descriptionOrReference(depth + 1);
		StreamClass description = new StreamClass("proxy", StreamClass.SERIALIZABLE, "", parent);
		this.handles.set(index, description);
		return description;
	}

	private void note(String className) {
		if (this.classNames.size() == MAX_NAMES) {
			throw new MalformedStreamException();
		}
		this.classNames.add(className);
	}

	private void string(long length) {
		this.handles.add(null);
		skip(length);
	}

	private String name() {
		byte[] bytes = new byte[Short.toUnsignedInt(this.stream.getShort())];
		this.stream.get(bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private int unsignedByte() {
		return Byte.toUnsignedInt(this.stream.get());
	}

	private void skip(long count) {
		if (count < 0 || count > this.stream.remaining()) {
			throw new MalformedStreamException();
		}
		this.stream.position(this.stream.position() + (int) count);
	}

	/**
	 * What was found.
	 *
	 * @param classNames the names, in the order they appear
	 * @param complete whether the whole stream was read
	 */
	record Contents(List<String> classNames, boolean complete) {

	}

}
