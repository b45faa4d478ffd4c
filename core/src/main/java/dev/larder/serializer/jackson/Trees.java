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

package dev.larder.serializer.jackson;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.FloatNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.node.ShortNode;
import tools.jackson.databind.node.StringNode;

import dev.larder.serializer.SerializationException;

/**
 * Writes and reads Jackson's trees as the JSON they stand for. A node that would be read
 * as one of another kind is written as an object with one name that begins with
 * {@code #}, as in {@code {"#long": 1}}; so is an object whose first name begins with it.
 */
final class Trees {

	private static final String MARK = "#";

	private Trees() {
	}

	/**
	 * Writes trees.
	 */
	static final class Writer extends TypedValues.Writer<JsonNode> {

		Writer(JavaType type) {
			super(type);
		}

		@Override
		public void serialize(JsonNode node, JsonGenerator generator, SerializationContext context) {
			if (node instanceof NullNode) {
				mark("null", generator, generator::writeNull);
			}
			else {
				write(node, generator, context);
			}
		}

		private void write(JsonNode node, JsonGenerator generator, SerializationContext context) {
			if (node instanceof ObjectNode object) {
				writeObject(object, generator, context);
			}
			else if (node instanceof ArrayNode array) {
				generator.writeStartArray();
				array.forEach((element) -> write(element, generator, context));
				generator.writeEndArray();
			}
			else if (node instanceof StringNode text) {
				generator.writeString(text.stringValue());
			}
			else if (node instanceof BooleanNode bool) {
				generator.writeBoolean(bool.booleanValue());
			}
			else if (node instanceof NullNode) {
				generator.writeNull();
			}
			else if (node.isNumber()) {
				writeNumber(node, generator);
			}
			else {
				writeOther(node, generator, context);
			}
		}

		private void writeObject(ObjectNode object, JsonGenerator generator, SerializationContext context) {
			Runnable writing = () -> {
				generator.writeStartObject();
				for (Map.Entry<String, JsonNode> property : object.properties()) {
					generator.writeName(property.getKey());
					write(property.getValue(), generator, context);
				}
				generator.writeEndObject();
			};
			if (!object.isEmpty() && object.propertyNames().iterator().next().startsWith(MARK)) {
				mark("object", generator, writing);
			}
			else {
				writing.run();
			}
		}

		private static void writeNumber(JsonNode node, JsonGenerator generator) {
			if (node instanceof IntNode) {
				generator.writeNumber(node.intValue());
			}
			else if (node instanceof LongNode) {
				mark("long", generator, () -> generator.writeNumber(node.longValue()));
			}
			else if (node instanceof DoubleNode && Double.isFinite(node.doubleValue())) {
				generator.writeNumber(node.doubleValue());
			}
			else if (node instanceof DoubleNode) {
				mark("double", generator, () -> generator.writeString(Double.toString(node.doubleValue())));
			}
			else if (node instanceof FloatNode) {
				mark("float", generator, () -> generator.writeString(Float.toString(node.floatValue())));
			}
			else if (node instanceof ShortNode) {
				mark("short", generator, () -> generator.writeNumber(node.shortValue()));
			}
			else if (node instanceof BigIntegerNode) {
				mark("integer", generator, () -> generator.writeNumber(node.bigIntegerValue()));
			}
			else if (node instanceof DecimalNode) {
				mark("decimal", generator, () -> generator.writeNumber(node.decimalValue()));
			}
			else {
				throw unknown(node);
			}
		}

		private void writeOther(JsonNode node, JsonGenerator generator, SerializationContext context) {
			if (node instanceof BinaryNode) {
				mark("binary", generator, () -> generator.writeBinary(node.binaryValue()));
			}
			else if (node instanceof MissingNode) {
				mark("missing", generator, generator::writeNull);
			}
			else if (node instanceof POJONode pojo) {
				mark("value", generator, () -> TypedValues.write(pojo.getPojo(), context.constructType(Object.class),
						generator, context));
			}
			else {
				throw unknown(node);
			}
		}

		private static SerializationException unknown(JsonNode node) {
			return new SerializationException("A " + node.getClass().getName() + " is no node of Jackson's own");
		}

		private static void mark(String kind, JsonGenerator generator, Runnable writing) {
			generator.writeStartObject();
			generator.writeName(MARK + kind);
			writing.run();
			generator.writeEndObject();
		}

	}

	/**
	 * Reads trees.
	 */
	static final class Reader extends TypedValues.Reader<JsonNode> {

		private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

		Reader(JavaType type) {
			super(type);
		}

		@Override
		public JsonNode deserialize(JsonParser parser, DeserializationContext context) {
			JsonNode node = read(parser, context);
			return handledType().isInstance(node) ? node
					: context.reportInputMismatch(this, "A %s is no %s", node.getClass(), handledType());
		}

		private JsonNode read(JsonParser parser, DeserializationContext context) {
			return switch (parser.currentToken()) {
				case START_OBJECT -> readObject(parser, context);
				case START_ARRAY -> readArray(parser, context);
				case VALUE_STRING -> StringNode.valueOf(parser.getString());
				case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(parser.getBooleanValue());
				case VALUE_NULL -> NullNode.getInstance();
				case VALUE_NUMBER_INT -> IntNode.valueOf(parser.getIntValue());
				case VALUE_NUMBER_FLOAT -> DoubleNode.valueOf(parser.getDoubleValue());
				default -> context.reportInputMismatch(this, "Not a tree");
			};
		}

		private ArrayNode readArray(JsonParser parser, DeserializationContext context) {
			ArrayNode array = NODES.arrayNode();
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				array.add(read(parser, context));
			}
			return array;
		}

		private JsonNode readObject(JsonParser parser, DeserializationContext context) {
			String name = parser.nextName();
			if (name != null && name.startsWith(MARK)) {
				parser.nextToken();
				JsonNode node = readMarked(name, parser, context);
				return (parser.nextToken() == JsonToken.END_OBJECT) ? node
						: context.reportInputMismatch(this, "Not one node");
			}
			return readProperties(name, parser, context);
		}

		private ObjectNode readProperties(@Nullable String first, JsonParser parser, DeserializationContext context) {
			ObjectNode object = NODES.objectNode();
			for (String name = first; name != null; name = parser.nextName()) {
				parser.nextToken();
				object.set(name, read(parser, context));
			}
			return object;
		}

		private JsonNode readMarked(String name, JsonParser parser, DeserializationContext context) {
			return switch (name.substring(MARK.length())) {
				case "null" -> NullNode.getInstance();
				case "missing" -> MissingNode.getInstance();
				case "object" -> readProperties(parser.nextName(), parser, context);
				case "long" -> LongNode.valueOf(parser.getLongValue());
				case "short" -> ShortNode.valueOf(parser.getShortValue());
				case "integer" -> BigIntegerNode.valueOf(parser.getBigIntegerValue());
				case "decimal" -> DecimalNode.valueOf(parser.getDecimalValue());
				case "float" -> FloatNode.valueOf(context.readValue(parser, Float.class));
				case "double" -> DoubleNode.valueOf(context.readValue(parser, Double.class));
				case "binary" -> BinaryNode.valueOf(parser.getBinaryValue());
				case "value" -> new POJONode(TypedValues.read(context.constructType(Object.class), parser, context));
				default -> context.reportInputMismatch(this, "There is no node of kind %s", name);
			};
		}

	}

}
