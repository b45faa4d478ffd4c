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
import java.util.Arrays;
import java.util.Set;

import dev.larder.entry.Compression;
import dev.larder.internal.entry.Decoded;
import dev.larder.internal.entry.EntryHeader;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.Payload;
import dev.larder.internal.entry.Unreadable;
import dev.larder.internal.entry.Unreadable.Reason;
import dev.larder.internal.entry.WireFlags;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes previews of values. It parses and unpacks, within bounds, and never constructs an
 * object of a class that a value names. Safe for use by several threads.
 */
@Component
public class ValuePreviewer {

	private static final int SHOWN_TEXT = 1024;

	private static final int SHOWN_JSON = 16_384;

	/**
	 * How many bytes follow the header of an entry that holds no value.
	 */
	private static final int MAX_LEASE = 16;

	/**
	 * How Larder writes values whose fields have names that can be seen, or have none.
	 */
	private static final Set<String> READABLE = Set.of("raw", "json", "jdk");

	private final ValueMasks masks;

	private final JsonFormatter jsonFormatter;

	ValuePreviewer(ValueMasks masks) {
		this.masks = masks;
		this.jsonFormatter = new JsonFormatter(masks, SHOWN_JSON);
	}

	/**
	 * Makes a preview.
	 * @param key the key, which tells the cache
	 * @param flags the flags of the item, or {@code null} if they are not known
	 * @param value the value, or its beginning
	 * @param length the length of the whole value in bytes
	 * @return the preview
	 */
	public ValuePreview preview(String key, @Nullable Long flags, byte[] value, long length) {
		ValuePreview preview = preview(flags, value, length);
		String wholeKey = (preview.entry() != null) ? preview.entry().key() : null;
		return (this.masks.hideCacheOf(key) || this.masks.hideCacheOf(wholeKey))
				? preview.withoutContent(MaskReason.CACHE) : preview;
	}

	/**
	 * Makes a preview of a value of which the cache is known.
	 * @param cache the name of the cache
	 * @param flags the flags of the item, or {@code null} if they are not known
	 * @param value the value, or its beginning
	 * @param length the length of the whole value in bytes
	 * @return the preview
	 */
	public ValuePreview previewIn(String cache, @Nullable Long flags, byte[] value, long length) {
		ValuePreview preview = preview(flags, value, length);
		return this.masks.hideCache(cache) ? preview.withoutContent(MaskReason.CACHE) : preview;
	}

	private ValuePreview preview(@Nullable Long flags, byte[] value, long length) {
		Bytes bytes = new Bytes(value, length);
		return (flags != null && WireFlags.isLarder(flags)) ? entry(new Item(flags, value), bytes)
				: preview(bytes, true);
	}

	private ValuePreview entry(Item item, Bytes bytes) {
		int version = WireFlags.version(item.flags());
		if (version != WireFlags.VERSION) {
			return unreadable(ValuePreview.of(ValueFormat.LARDER_ENTRY, bytes,
					"Version " + version + " of the format is not known here"));
		}
		EntryHeader header = EntryHeader.read(item.data());
		if (header == null) {
			return unreadable(ValuePreview.of(ValueFormat.LARDER_ENTRY, bytes, "The header is damaged"));
		}
		Boolean intact = bytes.isComplete() ? EntryHeader.isIntact(item) : null;
		ValuePreview preview = ValuePreview.of(ValueFormat.LARDER_ENTRY, bytes, null)
			.withEntry(LarderEntry.of(header, intact));
		if (header.kind() == EntryHeader.Kind.VALUE) {
			return around(preview, readable(item, content(item, header, bytes)), bytes);
		}
		return (bytes.length() - header.length() <= MAX_LEASE) ? preview : unreadable(preview);
	}

	/**
	 * What was not written as text cannot be told from it by its looks alone.
	 */
	private ValuePreview readable(Item item, ValuePreview content) {
		LarderFlags flags = LarderFlags.of(item.flags());
		boolean readable = flags != null && READABLE.contains(flags.serializer());
		return (readable || !this.masks.hideFields()) ? content : content.withoutContent(MaskReason.MAY_HOLD_FIELDS);
	}

	/**
	 * Returns what can be shown around something: not the same again in another form.
	 */
	private ValuePreview around(ValuePreview preview, ValuePreview content, Bytes bytes) {
		ValuePreview all = preview.withContent(content);
		MaskReason reason = content.maskReason();
		if (reason != null) {
			return all.withoutBytes(reason);
		}
		return this.masks.mayHoldField(bytes.array()) ? all.withoutBytes(MaskReason.MAY_HOLD_FIELDS) : all;
	}

	private ValuePreview aroundUnpacked(ValuePreview preview, @Nullable ValuePreview content, Bytes bytes) {
		if (content == null) {
			return unreadable(preview);
		}
		ValuePreview all = around(preview, content, bytes);
		// The first bytes may hold more than what was unpacked
		return (content.complete() || all.masked()) ? all : unreadable(all);
	}

	/**
	 * Returns what can be shown of what fields cannot be seen in.
	 */
	private ValuePreview unreadable(ValuePreview preview) {
		return this.masks.hideFields() ? preview.withoutBytes(MaskReason.MAY_HOLD_FIELDS) : preview;
	}

	private ValuePreview content(Item item, EntryHeader header, Bytes bytes) {
		Bytes written = bytes.from(header.length());
		Compression compression = WireFlags.compression(item.flags());
		if (compression == null) {
			return unreadable(
					ValuePreview.of(ValueFormat.BINARY, written, "Compressed in a way that is not known here"));
		}
		return switch (compression) {
			case NONE -> preview(written, true);
			case LZ4 -> inflated(ValueFormat.LZ4, written, item, header);
			case GZIP -> inflated(ValueFormat.GZIP, written, item, header);
		};
	}

	private ValuePreview inflated(ValueFormat format, Bytes written, Item item, EntryHeader header) {
		if (!written.isComplete()) {
			return unreadable(ValuePreview.of(format, written, "Not unpacked, as only its beginning was read"));
		}
		Decoded decoded = Payload.of(item, header, EnvelopeCodec.DEFAULT_MAX_SIZE);
		if (decoded instanceof Payload payload) {
			byte[] beginning = Arrays.copyOf(payload.data(), Math.min(payload.data().length, Unzipped.MAX_LENGTH));
			return aroundUnpacked(ValuePreview.of(format, written, null),
					preview(new Bytes(beginning, payload.data().length), false), written);
		}
		boolean tooLarge = decoded instanceof Unreadable unreadable && unreadable.reason() == Reason.TOO_LARGE;
		return unreadable(ValuePreview.of(format, written,
				tooLarge ? "Not unpacked, as it may be a decompression bomb" : "The compressed data is damaged"));
	}

	private ValuePreview preview(Bytes bytes, boolean unpack) {
		if (bytes.length() == 0) {
			return ValuePreview.of(ValueFormat.EMPTY, bytes, null);
		}
		if (JdkStreamReader.isStream(bytes.array())) {
			return stream(bytes);
		}
		if (bytes.startsWith(0x1F, 0x8B)) {
			return unpack ? unzipped(bytes) : unreadable(ValuePreview.of(ValueFormat.GZIP, bytes,
					"Not unpacked: it was itself inside something compressed"));
		}
		if (bytes.startsWith(0x28, 0xB5, 0x2F, 0xFD)) {
			return unreadable(ValuePreview.of(ValueFormat.ZSTD, bytes, "Not unpacked"));
		}
		if (bytes.startsWith(0x04, 0x22, 0x4D, 0x18)) {
			return unreadable(ValuePreview.of(ValueFormat.LZ4, bytes, "Not unpacked"));
		}
		return textOrBinary(bytes);
	}

	private ValuePreview stream(Bytes bytes) {
		JdkStreamReader.Contents contents = new JdkStreamReader(bytes.array(), this.masks::hideField).read();
		ValuePreview preview = ValuePreview
			.of(ValueFormat.JDK_SERIALIZED, bytes,
					contents.complete() ? null : "The stream was not read to its end; there may be more classes")
			.withClassNames(contents.classNames());
		if (contents.hasMasked()) {
			return preview.withoutBytes(MaskReason.FIELDS);
		}
		boolean named = contents.complete() && !contents.hasNameless() && !this.masks.mayHoldField(bytes.array());
		return named ? preview : unreadable(preview);
	}

	private ValuePreview unzipped(Bytes bytes) {
		Unzipped unzipped = Unzipped.of(bytes.array());
		ValuePreview content = (unzipped.bytes().array().length > 0) ? preview(unzipped.bytes(), false) : null;
		return aroundUnpacked(ValuePreview.of(ValueFormat.GZIP, bytes, unzipped.note()), content, bytes);
	}

	private ValuePreview textOrBinary(Bytes bytes) {
		String text = text(bytes.array(), bytes.isComplete());
		if (text == null) {
			return unreadable(ValuePreview.of(ValueFormat.BINARY, bytes, null));
		}
		MaskedJson json = bytes.isComplete() ? this.jsonFormatter.format(text) : null;
		if (json != null) {
			ValuePreview preview = ValuePreview.of(ValueFormat.JSON, bytes, null).withText(json.text());
			return json.masked() ? preview.withoutBytes(MaskReason.FIELDS) : preview;
		}
		ValuePreview preview = ValuePreview.of(ValueFormat.TEXT, bytes, null).withText(shorten(text));
		return this.masks.mayHoldField(text) ? preview.withoutContent(MaskReason.MAY_HOLD_FIELDS) : preview;
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
		int end = Math.min(text.length(), SHOWN_TEXT);
		if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(0, end);
	}

}
