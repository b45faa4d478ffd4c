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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.InvalidAdminSettingException;
import dev.larder.entry.Compression;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.serializer.RawSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ValueMasks} and what becomes of previews with them.
 */
class ValueMaskTests {

	private static final String HIDDEN = "hunter2";

	private static final long SMILE_FLAGS = 1422205186L;

	private final ValuePreviewer previewer = new ValuePreviewer(
			new ValueMasks(List.of("users*", "a:b"), List.of("*password*", "api-key", "pin")));

	private ValuePreview preview(String key, byte[] bytes) {
		return this.previewer.preview(key, null, bytes, bytes.length);
	}

	private ValuePreview preview(byte[] bytes) {
		return preview("shop:cities:1", bytes);
	}

	private ValuePreview preview(String value) {
		return preview(utf8(value));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] serialized(Object object) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
			stream.writeObject(object);
		}
		return bytes.toByteArray();
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (GZIPOutputStream stream = new GZIPOutputStream(output)) {
			stream.write(bytes);
		}
		return output.toByteArray();
	}

	private static Item item(String value, Compression compression) {
		EnvelopeCodec codec = new EnvelopeCodec(new RawSerializer(String.class), List.of(),
				new CompressionSettings(compression, 0), EnvelopeCodec.DEFAULT_MAX_SIZE);
		return codec.encode(Entry.of(value, 1, 2, 3, 4), new EncodedKey("shop:cities:1", null));
	}

	/**
	 * Requires that a value is nowhere in a preview, as text or in hexadecimal digits.
	 */
	private static void assertHidden(ValuePreview preview) {
		assertThat(preview.masked()).isTrue();
		assertThat(preview.maskReason()).isNotNull();
		for (@Nullable
		ValuePreview part = preview; part != null; part = part.content()) {
			assertThat(part.toString()).doesNotContain(HIDDEN, HexFormat.of().formatHex(utf8(HIDDEN)));
		}
	}

	private static void assertShown(ValuePreview preview) {
		assertThat(preview.masked()).isFalse();
		assertThat(preview.maskReason()).isNull();
		assertThat(preview.hex()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "Password", "PASSWORD", "userPasswordHash", "pass_word", "pass-word",
			"pass\\u0077ord", "\\u0050assword", "pass\\u0000word", "pass word", "\uff50assword", "apiKey", "API_KEY",
			"pin", "{\\\"password\\\":\\\"x\\\"}" })
	void fieldIsLeftOut(String name) {
		ValuePreview preview = preview("{\"id\":7,\"" + name + "\":\"hunter2\",\"city\":\"Berlin\"}");
		assertHidden(preview);
		assertThat(preview.format()).isEqualTo(ValueFormat.JSON);
		assertThat(preview.maskReason()).isEqualTo(MaskReason.FIELDS);
		assertThat(preview.text()).contains("\"id\" : 7", "\"***\"", "\"city\" : \"Berlin\"");
		assertThat(preview.hex()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"password\":\"hunter2\",\"password\":\"hunter2\"}",
			"{\"a\":{\"b\":[{\"password\":{\"plain\":[\"hunter2\"]}}]}}", "[[{\"password\":[\"hunter2\"]}],1]",
			"{\"password\":null,\"Password\":\"hunter2\"}", "{} {\"password\":\"hunter2\"}",
			"{\"name\":\"password\",\"value\":\"hunter2\"}", "{\"value\":\"hunter2\",\"name\":\"password\"}",
			"{\"map\":[[\"password\",\"hunter2\"]]}", "{\"body\":\"{\\\"password\\\":\\\"hunter2\\\"}\"}",
			"{\"body\":\"{\\\"pass\\\\u0077ord\\\":\\\"hunter2\\\"}\"}", "{\"log\":\"my password is hunter2\"}",
			"{\"User[password=hunter2]\":1}", "{\"query\":\"a=1&pass%77ord=hunter2\"}" })
	void fieldIsFoundWhereverItIs(String json) {
		ValuePreview preview = preview(json);
		assertThat(preview.format()).isEqualTo(ValueFormat.JSON);
		assertHidden(preview);
	}

	@Test
	void restOfMaskedJsonIsShown() {
		assertThat(preview("[{\"name\":\"pin\",\"value\":[[1],{}]},{\"name\":\"city\",\"value\":\"Berlin\"},"
				+ "{\"pin\":{\"a\":[1]}},[2]]")
			.text()).isEqualToIgnoringWhitespace(
					"[ \"***\", { \"name\" : \"city\", \"value\" : \"Berlin\" }, { \"pin\" : \"***\" }, [ 2 ] ]");
	}

	@Test
	void namesThatOnlyContainAnExactOneAreShown() {
		assertShown(preview("{\"pinned\":\"shopping\",\"apiKeyId\":1}".replace("shopping", "yes")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"password\":\"hunter2\"", "{\"pass\\u0077ord\":\"hunter2\"",
			"{\"pass\\\\u0077ord\":\"hunter2\"", "password: hunter2", "<password>hunter2</password>",
			"<pass&#119;ord>hunter2", "<pass&#x0077;ord>hunter2", "a=1&pass%77ord=hunter2", "pass%2577ord=hunter2",
			"\"password\\nhunter2\"", "a:1:{s:8:\"password\";s:7:\"hunter2\";}", "\ufeff{\"password\":\"hunter2\"}",
			"eyJwYXNzd29yZCI6Imh1bnRlcjIifQ== hunter2" })
	void textThatMayHoldAFieldIsNotShown(String text) {
		ValuePreview preview = preview(text);
		assertThat(preview.format()).isEqualTo(ValueFormat.TEXT);
		assertHidden(preview);
		assertThat(preview.maskReason()).isEqualTo(MaskReason.MAY_HOLD_FIELDS);
		assertThat(preview.text()).isNull();
	}

	@Test
	void deepJsonIsNotShownIfItMayHoldAField() {
		assertHidden(preview("[".repeat(2000) + "{\"password\":\"hunter2\"}" + "]".repeat(2000)));
	}

	@Test
	void beginningOfJsonIsNotShownIfItMayHoldAField() {
		byte[] bytes = utf8("{\"password\":\"hunter2\",\"city\":\"Berlin\"}");
		assertHidden(this.previewer.preview("key", null, Arrays.copyOf(bytes, 25), bytes.length));
	}

	@Test
	void textWithoutFieldsIsShown() {
		assertShown(preview("Grüße"));
		assertShown(preview("{\"city\":\"Berlin\""));
	}

	@Test
	void bytesOfWhichNobodyKnowsTheFieldsAreNotShown() {
		ValuePreview preview = preview(new byte[] { 1, 2, 3 });
		assertThat(preview.format()).isEqualTo(ValueFormat.BINARY);
		assertThat(preview.maskReason()).isEqualTo(MaskReason.MAY_HOLD_FIELDS);
		assertThat(preview.hex()).isNull();
		assertThat(preview.lengthBytes()).isEqualTo(3);
	}

	@Test
	void fieldOfAStreamIsFound() throws IOException {
		ValuePreview preview = preview(serialized(new Account("me", HIDDEN)));
		assertHidden(preview);
		assertThat(preview.maskReason()).isEqualTo(MaskReason.FIELDS);
		assertThat(preview.classNames()).containsExactly(Account.class.getName());
	}

	@Test
	void componentOfARecordInAStreamIsFound() throws IOException {
		ValuePreview preview = preview(serialized(new ArrayList<>(List.of(new Login("me", HIDDEN)))));
		assertHidden(preview);
		assertThat(preview.maskReason()).isEqualTo(MaskReason.FIELDS);
	}

	@Test
	void keyOfAMapInAStreamIsFound() throws IOException {
		assertHidden(preview(serialized(new HashMap<>(Map.of("password", HIDDEN)))));
	}

	@Test
	void nameThatIsWrittenInALongerWayIsFound() throws IOException {
		byte[] bytes = serialized(new Account("me", HIDDEN));
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		String longer = text.replace("\u0000\u0008password", "\u0000\u0009pass\u00c1\u00b7ord");
		assertThat(longer).isNotEqualTo(text);
		assertHidden(preview(longer.getBytes(StandardCharsets.ISO_8859_1)));
	}

	@Test
	void whatAClassWritesByItselfIsNotShown() throws IOException {
		ValuePreview preview = preview(serialized(new Own(HIDDEN)));
		assertHidden(preview);
		assertThat(preview.maskReason()).isEqualTo(MaskReason.MAY_HOLD_FIELDS);
	}

	@Test
	void cutStreamIsNotShown() throws IOException {
		byte[] bytes = serialized(new HashMap<>(Map.of("city", "Berlin")));
		assertThat(preview(Arrays.copyOf(bytes, bytes.length - 3)).maskReason()).isEqualTo(MaskReason.MAY_HOLD_FIELDS);
	}

	@Test
	void streamWithoutFieldsToHideIsShown() throws IOException {
		assertShown(preview(serialized(new HashMap<>(Map.of("city", List.of("Berlin", Instant.EPOCH))))));
	}

	@Test
	void fieldIsFoundInsideGzip() throws IOException {
		ValuePreview preview = preview(gzip(utf8("{\"password\":\"hunter2\",\"city\":\"Berlin\"}")));
		assertHidden(preview);
		assertThat(preview.hex()).isNull();
		assertThat(preview.content()).extracting(ValuePreview::text).asString().contains("Berlin");
	}

	@Test
	void whatFollowsAfterGzipIsNotShown() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(gzip(utf8("{}")));
		bytes.writeBytes(utf8("password=hunter2"));
		assertHidden(preview(bytes.toByteArray()));
	}

	@Test
	void gzipOfHarmlessTextIsShown() throws IOException {
		assertShown(preview(gzip(utf8("{\"city\":\"Berlin\"}"))));
	}

	@ParameterizedTest
	@EnumSource(Compression.class)
	void fieldIsFoundInsideAnEntryOfLarder(Compression compression) {
		Item item = item("{\"password\":\"hunter2\",\"cities\":\"" + "Berlin".repeat(30) + "\"}", compression);
		ValuePreview preview = this.previewer.preview("key", item.flags(), item.data(), item.size());
		assertHidden(preview);
		assertThat(preview.hex()).isNull();
		assertThat(preview.entry()).isNotNull();
		assertThat(preview.toString()).contains("BerlinBerlin");
	}

	@Test
	void entryOfAFormatThatHidesNamesIsNotShown() {
		Item item = item("hunter2", Compression.NONE);
		ValuePreview preview = this.previewer.preview("key", SMILE_FLAGS, item.data(), item.size());
		assertHidden(preview);
		assertThat(preview.content()).extracting(ValuePreview::text).isNull();
	}

	@Test
	void damagedEntryIsNotShown() {
		Item item = item("hunter2", Compression.NONE);
		byte[] damaged = item.data().clone();
		damaged[0] = 0x7F;
		assertHidden(this.previewer.preview("key", item.flags(), damaged, damaged.length));
	}

	@ParameterizedTest
	@ValueSource(strings = { "shop:users:1", "shop:Users:1", "shop:users-old:1:2", "users:1", ":users:1",
			"shop:%75sers:1", "shop:a%3Ab:1", "shop:users@lease~1", "shop:cit~~abcdef", "users" })
	void nothingOfAMaskedCacheIsShown(String key) throws IOException {
		for (byte[] value : List.of(utf8("hunter2"), utf8("[\"hunter2\"]"), gzip(utf8("hunter2")),
				serialized(HIDDEN))) {
			ValuePreview preview = preview(key, value);
			assertHidden(preview);
			assertThat(preview.maskReason()).isEqualTo(MaskReason.CACHE);
			assertThat(preview.text()).isNull();
			assertThat(preview.hex()).isNull();
			assertThat(preview.content()).isNull();
			assertThat(preview.classNames()).isNull();
		}
	}

	@Test
	void keysOfMaskedCachesAreThoseThatLarderWrites() {
		String key = new KeyEncoder("shop", "Users of: Größe").encode("x").text();
		ValuePreviewer masked = new ValuePreviewer(new ValueMasks(List.of("users of: gr*"), List.of()));
		assertThat(masked.preview(key, null, new byte[] { 1 }, 1).masked()).isTrue();
		EncodedKey hashed = new KeyEncoder("p".repeat(300), "Users of: Größe").encode("x");
		assertThat(masked.preview(hashed.text(), null, new byte[] { 1 }, 1).masked()).isTrue();
		String other = new KeyEncoder("shop", "cities").encode("x".repeat(300)).text();
		assertThat(masked.preview(other, null, new byte[] { 1 }, 1).masked()).isFalse();
	}

	@Test
	void withoutMasksEverythingIsShown() throws IOException {
		ValuePreviewer open = new ValuePreviewer(new ValueMasks(List.of(), List.of()));
		for (byte[] value : List.of(utf8("password"), new byte[] { 1 }, serialized(new Account("me", HIDDEN)))) {
			assertShown(open.preview("shop:users:1", null, value, value.length));
		}
	}

	@Test
	void starMasksEveryField() {
		ValuePreviewer closed = new ValuePreviewer(new ValueMasks(List.of(), List.of("*")));
		byte[] value = utf8("{\"a\":\"hunter2\"}");
		assertHidden(closed.preview("key", null, value, value.length));
		assertHidden(closed.preview("key", null, utf8("hunter2"), 7));
	}

	@Test
	void passwordsAndTokensAreMaskedUnlessTheSettingIsEmpty() {
		assertThat(masks(Map.of()).hideField("accessToken")).isTrue();
		assertThat(masks(Map.of("larder.admin.values.masked-fields", "iban")).hideField("accessToken")).isFalse();
		assertThat(masks(Map.of("larder.admin.values.masked-fields", "")).hideFields()).isFalse();
	}

	private static ValueMasks masks(Map<String, String> settings) {
		Binder binder = new Binder(new MapConfigurationPropertySource(settings));
		return new ValueMasks(binder.bindOrCreate("larder.admin", AdminProperties.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-", "_?", "." })
	void patternWithoutLettersIsNone(String pattern) {
		assertThatExceptionOfType(InvalidAdminSettingException.class)
			.isThrownBy(() -> new ValueMasks(List.of(), List.of(pattern)))
			.withMessageContaining("masked-fields");
	}

	private static final class Account implements Serializable {

		@Serial
		private static final long serialVersionUID = 1L;

		@SuppressWarnings("unused")
		private final String name;

		@SuppressWarnings("unused")
		private final String password;

		private Account(String name, String password) {
			this.name = name;
			this.password = password;
		}

	}

	private record Login(String name, String password) implements Serializable {

	}

	private static final class Own implements Serializable {

		@Serial
		private static final long serialVersionUID = 1L;

		private final transient String text;

		private Own(String text) {
			this.text = text;
		}

		@Serial
		private void writeObject(ObjectOutputStream stream) throws IOException {
			stream.writeUTF(this.text);
		}

	}

}
