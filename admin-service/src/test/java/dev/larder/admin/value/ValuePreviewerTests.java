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
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ValuePreviewer}.
 */
class ValuePreviewerTests {

	private final ValuePreviewer previewer = new ValuePreviewer(new ValueMasks(List.of(), List.of()));

	private ValuePreview preview(byte[] bytes) {
		return this.previewer.preview("key", null, bytes, bytes.length);
	}

	private ValuePreview preview(String text) {
		return preview(text.getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] serialized(Object... objects) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
			for (Object object : objects) {
				stream.writeObject(object);
			}
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

	@Test
	void whateverIsDamagedHasAPreview() throws IOException {
		byte[] stream = serialized("text", List.of(1, 2L), Map.of("name", new int[] { 1, 2 }));
		for (byte[] value : List.of(stream, gzip(stream), "{\"name\":[1,2]}".getBytes(StandardCharsets.UTF_8))) {
			for (int length = 0; length < value.length; length++) {
				assertThat(preview(Arrays.copyOf(value, length)).lengthBytes()).isEqualTo(length);
				byte[] damaged = value.clone();
				damaged[length] ^= (byte) 0xFF;
				assertThat(preview(damaged).format()).isNotNull();
			}
		}
	}

	/**
	 * As reported of other consoles: RedisInsight 2184, 4186, 4858, 6269 and 6492, Redis
	 * Desktop Manager 3641 and 3650, Redis Commander 478, Another Redis Desktop Manager
	 * 1210.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "248480010225057793", "9223372036854775807", "732189744448016455", "35.798759999999994",
			"66110734225681139", "1.10", "1E400", "\"00014\"", "\"248480010225057793\"" })
	void numbersStayAsTheyAreWritten(String number) {
		assertThat(preview(number).text()).isEqualTo(number);
		assertThat(preview("{\"9992137151\":" + number + "}").text()).contains("\"9992137151\" : " + number + "\n");
		assertThat(preview("[" + number + "]").text()).contains(number);
	}

	@Test
	void textWithLeadingZerosIsNoNumber() {
		assertThat(preview("00014").text()).isEqualTo("00014");
	}

	@Test
	void emptyValue() {
		assertThat(preview("").format()).isEqualTo(ValueFormat.EMPTY);
	}

	@Test
	void textIsShown() {
		ValuePreview preview = preview("Grüße");
		assertThat(preview.format()).isEqualTo(ValueFormat.TEXT);
		assertThat(preview.text()).isEqualTo("Grüße");
		assertThat(preview.hex()).isEqualTo("4772c3bcc39f65");
	}

	@Test
	void longTextIsCut() {
		ValuePreview preview = preview("x".repeat(5000));
		assertThat(preview.text()).hasSize(1024);
		assertThat(preview.hex()).hasSize(2048);
		assertThat(preview.lengthBytes()).isEqualTo(5000);
	}

	@Test
	void beginningOfTextThatEndsInsideACharacterIsText() {
		byte[] bytes = "Grüße".getBytes(StandardCharsets.UTF_8);
		ValuePreview preview = this.previewer.preview("key", null, Arrays.copyOf(bytes, 3), bytes.length);
		assertThat(preview.format()).isEqualTo(ValueFormat.TEXT);
		assertThat(preview.text()).isEqualTo("Gr");
		assertThat(preview.complete()).isFalse();
	}

	@Test
	void randomBytesAreBinary() {
		byte[] bytes = new byte[100];
		new Random(1).nextBytes(bytes);
		assertThat(preview(bytes).format()).isEqualTo(ValueFormat.BINARY);
	}

	@Test
	void jsonIsFormattedAndItsNumbersStayAsTheyAre() {
		ValuePreview preview = preview("{\"price\":1.10,\"big\":1e400,\"list\":[true,null,\"x\"]}");
		assertThat(preview.format()).isEqualTo(ValueFormat.JSON);
		assertThat(preview.text()).contains("\"price\" : 1.10,", "\"big\" : 1e400,");
	}

	@Test
	void brokenJsonIsText() {
		assertThat(preview("{\"price\":").format()).isEqualTo(ValueFormat.TEXT);
	}

	@Test
	void deepJsonIsText() {
		assertThat(preview("[".repeat(20_000) + "]".repeat(20_000)).format()).isEqualTo(ValueFormat.TEXT);
	}

	@Test
	void classesOfASerializedObjectAreListed() throws IOException {
		ValuePreview preview = preview(serialized(new Order("A1", new BigDecimal("1.10"))));
		assertThat(preview.format()).isEqualTo(ValueFormat.JDK_SERIALIZED);
		assertThat(preview.classNames()).contains(Order.class.getName(), BigDecimal.class.getName());
		assertThat(preview.note()).isNull();
	}

	@Test
	void classesWithBlocksOfTheirOwnAreRead() throws IOException {
		Map<String, Object> map = new HashMap<>();
		map.put("list", new ArrayList<>(List.of(1, 2L, "x")));
		map.put("array", new int[][] { { 1, 2 }, { 3 } });
		map.put("enum", ValueFormat.TEXT);
		map.put("time", Instant.EPOCH);
		map.put("tree", new TreeMap<>(Map.of("a", 1)));
		ValuePreview preview = preview(serialized(map, map));
		assertThat(preview.classNames()).contains("java.util.HashMap", "java.util.ArrayList", "[[I",
				ValueFormat.class.getName(), "java.util.TreeMap");
		assertThat(preview.note()).isNull();
	}

	@Test
	void nobodysCodeRunsWhenASerializedObjectIsShown() throws IOException {
		Trap.sprung = false;
		ValuePreview preview = preview(serialized(new Trap()));
		assertThat(preview.classNames()).contains(Trap.class.getName());
		assertThat(Trap.sprung).isFalse();
	}

	@Test
	void cutStreamGivesWhatCanBeRead() throws IOException {
		byte[] bytes = serialized(new Order("A1", new BigDecimal("1.10")));
		ValuePreview preview = this.previewer.preview("key", null, Arrays.copyOf(bytes, bytes.length / 2),
				bytes.length);
		assertThat(preview.classNames()).contains(Order.class.getName());
		assertThat(preview.note()).contains("not read to its end");
	}

	@Test
	void damagedStreamsAreNoError() throws IOException {
		byte[] original = serialized(new HashMap<>(Map.of("a", new Order("A1", BigDecimal.ONE))));
		Random random = new Random(7);
		for (int i = 0; i < 5000; i++) {
			byte[] damaged = original.clone();
			damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
			assertThat(preview(damaged).format()).isEqualTo(ValueFormat.JDK_SERIALIZED);
		}
	}

	@Test
	void deeplyNestedStreamIsNoError() throws IOException {
		ArrayList<Object> list = new ArrayList<>();
		ArrayList<Object> inner = list;
		for (int i = 0; i < 500; i++) {
			ArrayList<Object> next = new ArrayList<>();
			inner.add(next);
			inner = next;
		}
		assertThat(preview(serialized(list)).note()).isNotNull();
	}

	@Test
	void gzipIsUnpacked() throws IOException {
		ValuePreview preview = preview(gzip("{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
		assertThat(preview.format()).isEqualTo(ValueFormat.GZIP);
		ValuePreview content = preview.content();
		assertThat(content).isNotNull();
		assertThat(content.format()).isEqualTo(ValueFormat.JSON);
		assertThat(content.complete()).isTrue();
	}

	@Test
	void decompressionBombIsCutShort() throws IOException {
		ValuePreview preview = preview(gzip(new byte[50 * 1024 * 1024]));
		assertThat(preview.note()).contains("bomb");
		ValuePreview content = preview.content();
		assertThat(content).isNotNull();
		assertThat(content.lengthBytes()).isLessThanOrEqualTo(Unzipped.MAX_LENGTH + 1);
	}

	@Test
	void damagedGzipIsNoError() throws IOException {
		byte[] bytes = gzip("some text, some text".getBytes(StandardCharsets.UTF_8));
		assertThat(preview(Arrays.copyOf(bytes, bytes.length - 12)).note()).contains("damaged or cut");
	}

	@Test
	void gzipInGzipIsUnpackedOnce() throws IOException {
		ValuePreview content = preview(gzip(gzip(new byte[] { 1 }))).content();
		assertThat(content).isNotNull();
		assertThat(content.format()).isEqualTo(ValueFormat.GZIP);
		assertThat(content.content()).isNull();
	}

	private record Order(String id, BigDecimal total) implements Serializable {

	}

	private static final class Trap implements Serializable {

		@Serial
		private static final long serialVersionUID = 1L;

		private static boolean sprung;

		@Serial
		private void readObject(ObjectInputStream stream) {
			sprung = true;
		}

	}

}
