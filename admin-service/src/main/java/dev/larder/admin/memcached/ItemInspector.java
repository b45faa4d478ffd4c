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
package dev.larder.admin.memcached;

import java.util.Arrays;

import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.WireFlags;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one item with the gentlest command the server knows.
 */
final class ItemInspector {

	private final ServerAddress address;

	private final ConnectionSettings settings;

	private final Capabilities capabilities;

	private final boolean compressedWhole;

	/**
	 * Creates an inspector.
	 * @param compressedWhole whether a value that Larder compressed is read whole
	 */
	ItemInspector(ServerAddress address, ConnectionSettings settings, Capabilities capabilities,
			boolean compressedWhole) {
		this.address = address;
		this.settings = settings;
		this.capabilities = capabilities;
		this.compressedWhole = compressedWhole;
	}

	/**
	 * Looks for an item.
	 * @param maxValueBytes how much of its value to read, or 0 for none
	 * @throws CommandRefusedException if the server knows no command that can do it
	 */
	Inspection inspect(ItemKey key, int maxValueBytes) {
		if (this.capabilities.has(Capability.META_GET)) {
			return metaGet(key, maxValueBytes);
		}
		if (key.isBinary()) {
			throw new CommandRefusedException(this.address + " does not know 'mg', which binary keys need",
					String.valueOf(this.capabilities.of(Capability.META_GET).reason()));
		}
		if (this.capabilities.has(Capability.META_DEBUG)) {
			return metaDebug(key, maxValueBytes);
		}
		return gets(key, maxValueBytes);
	}

	private Inspection metaGet(ItemKey key, int maxValueBytes) {
		String flags = MetaGetReply.FLAGS + ((maxValueBytes > 0) ? " v" : "") + (key.isBinary() ? " b" : "");
		try (AdminConnection connection = AdminConnection.open(this.address, this.settings)) {
			connection.send(key.command("mg", flags));
			String line = connection.readLine();
			if (line.equals("EN")) {
				return new Inspection(InspectionCommand.MG, null, null);
			}
			if (line.equals("HD") || line.startsWith("HD ")) {
				return new Inspection(InspectionCommand.MG, MetaGetReply.parse(line), null);
			}
			String[] tokens = line.split(" ", -1);
			if (tokens.length < 2 || !tokens[0].equals("VA")) {
				throw unexpected("mg");
			}
			ItemMetadata metadata = MetaGetReply
				.parse(String.join(" ", Arrays.asList(tokens).subList(2, tokens.length)));
			StoredValue value = value(connection, length(tokens[1], "mg"), metadata.flags(), maxValueBytes);
			return new Inspection(InspectionCommand.MG, metadata, value);
		}
	}

	private Inspection metaDebug(ItemKey key, int maxValueBytes) {
		ItemMetadata metadata;
		try (AdminConnection connection = AdminConnection.open(this.address, this.settings)) {
			connection.send(key.command("me", ""));
			String line = connection.readLine();
			if (line.equals("EN")) {
				return new Inspection(InspectionCommand.ME, null, null);
			}
			if (!line.startsWith("ME ")) {
				throw unexpected("me");
			}
			metadata = MetaDebugReply.parse(line, this.capabilities.version());
		}
		if (maxValueBytes == 0) {
			return new Inspection(InspectionCommand.ME, metadata, null);
		}
		Inspection read = gets(key, maxValueBytes);
		ItemMetadata plain = read.metadata();
		if (plain == null) {
			return new Inspection(InspectionCommand.ME, null, null);
		}
		return new Inspection(InspectionCommand.ME,
				new ItemMetadata(plain.valueBytes(), metadata.itemBytes(), metadata.neverExpires(),
						metadata.timeToLive(), metadata.lastAccess(), metadata.fetched(), plain.flags(), plain.cas()),
				read.value());
	}

	private Inspection gets(ItemKey key, int maxValueBytes) {
		try (AdminConnection connection = AdminConnection.open(this.address, this.settings)) {
			connection.send(key.command("gets", ""));
			String line = connection.readLine();
			if (line.equals("END")) {
				return new Inspection(InspectionCommand.GETS, null, null);
			}
			String[] tokens = line.split(" ", -1);
			if (tokens.length < 4 || !tokens[0].equals("VALUE")) {
				throw unexpected("gets");
			}
			long length = length(tokens[3], "gets");
			Long cas = (tokens.length > 4) ? Long.valueOf(length(tokens[4], "gets")) : null;
			Long flags = length(tokens[2], "gets");
			ItemMetadata metadata = new ItemMetadata(length, null, null, null, null, null, flags, cas);
			StoredValue value = (maxValueBytes > 0) ? value(connection, length, flags, maxValueBytes) : null;
			return new Inspection(InspectionCommand.GETS, metadata, value);
		}
	}

	/**
	 * Reads the beginning of a value, or all of it if Larder compressed it, as the
	 * beginning alone cannot be unpacked. The rest is not worth reading, as the
	 * connection ends here.
	 */
	private StoredValue value(AdminConnection connection, long length, @Nullable Long flags, int maxValueBytes) {
		boolean whole = this.compressedWhole && flags != null && WireFlags.isCompressed(flags)
				&& length <= EnvelopeCodec.DEFAULT_MAX_SIZE;
		return new StoredValue(connection.readBytes((int) (whole ? length : Math.min(length, maxValueBytes))), length);
	}

	private long length(String text, String command) {
		try {
			long length = Long.parseLong(text);
			if (length >= 0) {
				return length;
			}
		}
		catch (NumberFormatException ex) {
			// Reported below, as a negative number is
		}
		throw unexpected(command);
	}

	private UnexpectedAnswerException unexpected(String command) {
		return new UnexpectedAnswerException(this.address + " answered '" + command + "' with something unexpected");
	}

}
