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

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Reads the structure of a stream of Java's own serialization without loading a class:
 * only the names of the classes in it are kept, and whether one of their fields is
 * masked.
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

	private final Predicate<String> masked;

	private boolean hasMasked;

	private boolean hasNameless;

	/**
	 * Creates a reader.
	 * @param bytes the stream
	 * @param masked tells of the name of a field whether it is masked
	 */
	JdkStreamReader(byte[] bytes, Predicate<String> masked) {
		this.stream = ByteBuffer.wrap(bytes);
		this.masked = masked;
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
				noteBlock("");
				content(0);
			}
			return contents(true);
		}
		catch (MalformedStreamException | BufferUnderflowException | IllegalArgumentException ex) {
			return contents(false);
		}
	}

	private Contents contents(boolean complete) {
		return new Contents(List.copyOf(this.classNames), complete, this.hasMasked, this.hasNameless);
	}

	/**
	 * Notes what has no name: what a class writes by itself, if it is not one of Java's
	 * own, whose blocks hold lengths, numbers and times.
	 */
	private void noteBlock(String className) {
		int type = this.stream.hasRemaining() ? this.stream.get(this.stream.position()) : 0;
		this.hasNameless |= (type == BLOCK_DATA || type == BLOCK_DATA_LONG) && !className.startsWith("java.");
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
			annotation(description.name(), depth);
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

	private void annotation(String className, int depth) {
		boolean end = false;
		while (!end) {
			noteBlock(className);
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
			this.hasMasked |= this.masked.test(name());
			if (fieldType == 'L' || fieldType == '[') {
				content(depth + 1);
			}
		}
		annotation("", depth + 1);
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
		annotation("", depth + 1);
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

	/**
	 * Reads a name as Java does, which allows characters to be written in longer ways.
	 */
	private String name() {
		int length = Short.toUnsignedInt(this.stream.duplicate().getShort());
		byte[] bytes = new byte[length + Short.BYTES];
		this.stream.get(bytes);
		try {
			return new DataInputStream(new ByteArrayInputStream(bytes)).readUTF();
		}
		catch (IOException ex) {
			throw new MalformedStreamException();
		}
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
	 * @param hasMasked whether there is a field that is masked
	 * @param hasNameless whether there is something that has no name
	 */
	record Contents(List<String> classNames, boolean complete, boolean hasMasked, boolean hasNameless) {

	}

}
