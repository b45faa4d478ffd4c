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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.larder.entry.CacheKey;
import dev.larder.testing.InMemoryCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link KeyEncoder}.
 */
@SuppressWarnings("JavaUtilDate")
class KeyEncoderTests {

	private final KeyEncoder encoder = new KeyEncoder("shop", "products");

	@Test
	void leavesAPlainStringReadable() {
		assertThat(text("a:b/c,(d)=e@f")).isEqualTo("shop:products:a:b/c,(d)=e@f");
	}

	@Test
	void escapesBlanksControlsAndItsOwnMarks() {
		assertThat(text("a b\r\n\0%~\u007F")).isEqualTo("shop:products:a%20b%0D%0A%00%25%7E%7F");
	}

	@Test
	void escapesWhatIsNotAsciiAsUtf8() {
		assertThat(text("\u00E9\u20AC\uD83D\uDE00")).isEqualTo("shop:products:%C3%A9%E2%82%AC%F0%9F%98%80");
	}

	@Test
	void keepsUnpairedSurrogatesApart() {
		assertThat(Set.of(text("\uD83D"), text("\uDE00"), text("\uDE00\uD83D"), text("\uD83D\uDE00"), text("?")))
			.hasSize(5);
	}

	@Test
	void tagsNumbers() {
		assertThat(List.of(text("1"), text(1), text(1L), text((short) 1), text((byte) 1), text(1.0f), text(1.0)))
			.containsExactly("shop:products:1", "shop:products:int~1", "shop:products:long~1", "shop:products:short~1",
					"shop:products:byte~1", "shop:products:float~1.0", "shop:products:double~1.0");
	}

	@Test
	void tagsTheValueTypesOfTheJdk() {
		UUID uuid = UUID.fromString("7f1c2f0e-5b7a-4c5e-9a34-0f6f2f3b1a11");
		assertThat(List.of(text(true), text('x'), text(uuid), text(new BigDecimal("1.10")), text(BigInteger.TEN),
				text(LocalDate.of(2026, 1, 31)), text(Instant.EPOCH), text(Duration.ofMinutes(2)), text(new Date(5)),
				text(new Timestamp(5)), text(DayOfWeek.MONDAY), text(ZoneId.of("Europe/Paris")), text(Locale.GERMANY),
				text(URI.create("HTTP://Example.org/%e2?q#f")), text(String.class), text(OptionalInt.of(3))))
			.containsExactly("shop:products:boolean~true", "shop:products:char~x", "shop:products:UUID~" + uuid,
					"shop:products:BigDecimal~1.10", "shop:products:BigInteger~10",
					"shop:products:LocalDate~2026-01-31", "shop:products:Instant~1970-01-01T00:00:00Z",
					"shop:products:Duration~PT2M", "shop:products:Date~1970-01-01T00:00:00.005Z",
					"shop:products:Timestamp~1970-01-01T00:00:00.005Z", "shop:products:java.time.DayOfWeek~MONDAY",
					"shop:products:ZoneId~Europe/Paris", "shop:products:Locale~de-DE",
					"shop:products:URI~http://example.org/%25E2?q#f", "shop:products:Class~java.lang.String",
					"shop:products:OptionalInt~3");
	}

	@Test
	void composesSimpleKeys() {
		assertThat(text(new SimpleKey("a", 1, null))).isEqualTo("shop:products:key~(a,int~1,null~)");
	}

	@Test
	void tellsSimpleKeysApartWhoseTextIsTheSame() {
		assertThat(Set.of(text(new SimpleKey("a,b")), text(new SimpleKey("a", "b")), text(List.of("a", "b")),
				text(SimpleKey.EMPTY), text(new SimpleKey("")), text("SimpleKey [a,b]"), text("key~(a,b)")))
			.hasSize(7);
	}

	@Test
	void composesRecordsOfTheirComponents() {
		assertThat(text(new OrderId("de", 7)))
			.isEqualTo("shop:products:dev.larder.internal.entry.KeyEncoderTests$OrderId~(de,long~7)");
	}

	@Test
	void readsRecordComponentsFromTheirFields() {
		assertThat(text(new Masked("a"))).isNotEqualTo(text(new Masked("b")));
	}

	@Test
	void writesArraysByTheirContent() {
		assertThat(List.of(text(new int[] { 1, 2 }), text(new byte[0]), text(new String[] { "a", null }),
				text(new char[] { ',', 'x' })))
			.containsExactly("shop:products:int[]~(1,2)", "shop:products:byte[]~()", "shop:products:array~(a,null~)",
					"shop:products:char[]~(%2C,x)");
	}

	@Test
	void writesEqualListsAlike() {
		assertThat(text(new ArrayList<>(List.of(1, 2)))).isEqualTo(text(List.of(1, 2)))
			.isNotEqualTo(text(List.of(2, 1)));
	}

	@Test
	void writesEqualSetsAlike() {
		Set<Object> some = new LinkedHashSet<>(List.of("b", 1, "a"));
		Set<Object> other = new LinkedHashSet<>(List.of("a", "b", 1));
		assertThat(text(some)).isEqualTo(text(other)).isEqualTo("shop:products:set~(a,b,int~1)");
	}

	@Test
	void writesEqualMapsAlike() {
		Map<Object, Object> some = new LinkedHashMap<>();
		some.put("b", 2L);
		some.put("a", null);
		Map<Object, Object> other = new LinkedHashMap<>();
		other.put("a", null);
		other.put("b", 2L);
		assertThat(text(some)).isEqualTo(text(other)).isEqualTo("shop:products:map~(a=null~,b=long~2)");
	}

	@Test
	void tellsEmptyContainersAndEmptyStringsApart() {
		assertThat(Set.of(text(""), text(List.of()), text(List.of("")), text(Set.of()), text(Map.of()),
				text(Optional.empty()), text(Optional.of("")), text(new Object[0]), text(Map.entry("", ""))))
			.hasSize(9);
	}

	@Test
	void writesOddLocalesCompletely() {
		assertThat(Set.of(text(new Locale.Builder().setLanguage("en").setScript("Latn").build()),
				text(locale("en", "US", "a_#Latn")), text(locale("", "", "x")), text(locale("", "", "y")),
				text(locale("ja", "JP", "JP")), text(Locale.ROOT)))
			.hasSize(6);
	}

	@Test
	void acceptsKeysThatWriteThemselves() {
		assertThat(text(new Sku("a b", 1)))
			.isEqualTo("shop:products:dev.larder.internal.entry.KeyEncoderTests$Sku~a%20b/1");
	}

	@Test
	void refusesAKeyThatWritesNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.encoder.encode(new SilentKey()))
			.withMessageContaining("null as its cache key");
	}

	@Test
	void refusesNull() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.encoder.encode(null))
			.withMessageContaining("is null");
	}

	@Test
	void refusesAClassWithoutEquals() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.encoder.encode(new NoEquals()))
			.withMessageContaining(NoEquals.class.getName())
			.withMessageContaining("no equals method");
	}

	@Test
	void refusesALambda() {
		Supplier<String> lambda = () -> "x";
		assertThatIllegalArgumentException().isThrownBy(() -> this.encoder.encode(new SimpleKey("a", lambda)))
			.withMessageContaining("no equals method");
	}

	@Test
	void refusesAClassWhoseEqualsIsUnknown() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.encoder.encode(List.of(new OwnEquals("x"))))
			.withMessageContaining(OwnEquals.class.getName());
	}

	@Test
	void refusesAListThatContainsItself() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		list.add(list);
		assertThatIllegalArgumentException().isThrownBy(() -> this.encoder.encode(list))
			.withMessageContaining("contains itself");
	}

	@Test
	void refusesAWebOfSetsThatWouldTakeForEver() {
		List<Object> list = List.of("x");
		for (int i = 0; i < 30; i++) {
			list = List.of(list, list);
		}
		List<Object> web = list;
		assertThatIllegalArgumentException().isThrownBy(() -> this.encoder.encode(web))
			.withMessageContaining("ImmutableCollections");
	}

	@Test
	void refusesAnEndlessText() {
		String text = "x".repeat(2_000_000);
		assertThatIllegalArgumentException().isThrownBy(() -> this.encoder.encode(text))
			.withMessageContaining("longer than");
	}

	@Test
	void takesTheLongestKeyMemcachedTakes() {
		EncodedKey key = this.encoder.encode("x".repeat(236));
		assertThat(key.text()).hasSize(250).endsWith("x");
		assertThat(key.isHashed()).isFalse();
	}

	@Test
	void hashesALongerKeyAndKeepsItsStart() {
		EncodedKey key = this.encoder.encode("x".repeat(237));
		assertThat(key.text()).hasSize(250).startsWith("shop:products:xxx").matches(".*x~~[a-z2-7]{32}");
		assertThat(key.original()).isEqualTo("shop:products:" + "x".repeat(237));
	}

	@Test
	void hashesIndependentlyOfThePlatform() {
		assertThat(text("x".repeat(300))).endsWith("~~7del2ftjtqzi3ae4spetnngjxpywb5l2");
	}

	@Test
	void tellsLongKeysApartThatDifferOnlyAtTheEnd() {
		assertThat(text("x".repeat(1000) + "a")).isNotEqualTo(text("x".repeat(1000) + "b"));
	}

	@Test
	void keepsColonsInPrefixAndNameFromConfusing() {
		assertThat(new KeyEncoder("a:b", "c").encode("d").text())
			.isNotEqualTo(new KeyEncoder("a", "b:c").encode("d").text())
			.isNotEqualTo(new KeyEncoder("a", "b").encode("c:d").text());
	}

	@Test
	void takesAnEmptyPrefix() {
		assertThat(new KeyEncoder("", "c").encode("d").text()).isEqualTo(":c:d");
	}

	@Test
	void takesANameOfAnyLength() {
		KeyEncoder encoder = new KeyEncoder("shop", "\u5546\u54C1".repeat(200));
		assertThat(List.of(encoder.encode("a").text(), encoder.encode("b").text(), encoder.reserved("generation"),
				encoder.lease(encoder.encode("a")).text(), encoder.lease(encoder.encode("b")).text()))
			.doesNotHaveDuplicates()
			.allMatch((text) -> text.length() <= 250);
	}

	@Test
	void reservesKeysNoEntryCanHave() {
		assertThat(this.encoder.reserved("generation")).isEqualTo("shop:products@generation");
		assertThat(KeyEncoder.reserved("shop", "journal/1")).isEqualTo("shop@journal/1");
		assertThat(new KeyEncoder("shop", "products@generation").encode("").text())
			.isNotEqualTo(this.encoder.reserved("generation"));
		assertThat(new KeyEncoder("shop@journal", "x").encode("").text())
			.isNotEqualTo(KeyEncoder.reserved("shop", "journal:x:"));
	}

	@Test
	void derivesALeaseFromAnEntry() {
		assertThat(this.encoder.lease(this.encoder.encode(7L)).text()).isEqualTo("shop:products@lease~long~7");
	}

	@Test
	void hashesALeaseThatWouldBeTooLong() {
		EncodedKey some = this.encoder.lease(this.encoder.encode("x".repeat(236)));
		EncodedKey other = this.encoder.lease(this.encoder.encode("x".repeat(300)));
		assertThat(List.of(some.text(), other.text(), text("x".repeat(300)))).doesNotHaveDuplicates()
			.allMatch((text) -> text.length() == 250);
	}

	@Test
	void refusesALeaseOfAnotherCache() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.encoder.lease(new KeyEncoder("shop", "orders").encode("x")))
			.withMessageContaining("'products'");
	}

	@Test
	void keepsAClassWithoutPackageApartFromTags() throws Exception {
		Class<?> type = InMemoryCompiler.compile("list", "public record list(int x) {}");
		Object key = type.getConstructor(int.class).newInstance(1);
		assertThat(text(key)).isEqualTo("shop:products:.list~(int~1)").isNotEqualTo(text(List.of(1)));
	}

	@Test
	void writesAKeyThatIsMutatedIntoAnotherDifferently() {
		Set<Object> set = new HashSet<>(Arrays.asList(1, null));
		String before = text(set);
		set.remove(null);
		assertThat(text(set)).isNotEqualTo(before).isEqualTo(text(Collections.singleton(1)));
	}

	private String text(Object key) {
		return this.encoder.encode(key).text();
	}

	@SuppressWarnings("deprecation")
	private static Locale locale(String language, String country, String variant) {
		return new Locale(language, country, variant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://a/x", "HTTP://A/x", "http://a:/x" })
	void writesEqualUrisAlike(String uri) {
		assertThat(text(URI.create(uri))).isEqualTo("shop:products:URI~http://a/x");
	}

	@ParameterizedTest
	@MethodSource
	void plainKeyIsItsOwnIdentity(Object key) {
		assertThat(this.encoder.identify(key)).isSameAs(key);
		assertThat(this.encoder.identify(this.encoder.key(key))).isSameAs(key);
	}

	static Stream<Object> plainKeyIsItsOwnIdentity() {
		return Stream.of("text", "x".repeat(1000), 1, 2L, (short) 3, 'c', true, 1.5, new BigDecimal("1.10"),
				UUID.randomUUID(), LocalDate.EPOCH, Thread.State.NEW, new OrderId("de", 7), new Masked("secret"),
				new Line(new OrderId("de", 7), Thread.State.NEW), SimpleKey.EMPTY, new SimpleKey("a", null, 1),
				new SimpleKey(new OrderId("de", 7)));
	}

	@ParameterizedTest
	@MethodSource
	void anyOtherKeyIsIdentifiedByItsText(Supplier<Object> keys) {
		Object identity = this.encoder.identify(keys.get());
		assertThat(identity).isInstanceOf(EntryKey.class)
			.isEqualTo(this.encoder.identify(keys.get()))
			.hasSameHashCodeAs(this.encoder.identify(keys.get()));
		assertThat(this.encoder.identify(identity)).isSameAs(identity);
		assertThat(this.encoder.key(identity)).isSameAs(identity);
	}

	static Stream<Supplier<Object>> anyOtherKeyIsIdentifiedByItsText() {
		return Stream.of(() -> new int[] { 1 }, () -> List.of("a"), () -> new SimpleKey("a", new int[] { 1 }),
				() -> new SimpleKey("a", List.of()), () -> new SimpleKey(new SimpleKey("a")), () -> new Sku("a", 1),
				() -> new Chain("a", new Chain("b", null)), () -> new Holder("a"), () -> new Finality("a"),
				() -> new Date(1));
	}

	@Test
	void keyIsWrittenAsItWasWhenItWasIdentified() {
		List<String> key = new ArrayList<>(List.of("a"));
		EntryKey identified = this.encoder.key(this.encoder.identify(key));
		key.clear();
		assertThat(identified.encoded()).isEqualTo(this.encoder.encode(List.of("a")));
		assertThat(identified.original()).isSameAs(key);
	}

	record Line(OrderId order, Thread.State state) {

	}

	record Chain(String name, Chain next) {

	}

	record Holder(Object content) {

	}

	record Finality(String name) {

		@Override
		public final boolean equals(Object other) {
			return this == other;
		}

		@Override
		public final int hashCode() {
			return System.identityHashCode(this);
		}

	}

	record OrderId(String shop, long number) {

	}

	record Masked(String secret) {

		@Override
		public String secret() {
			return "***";
		}

	}

	record Sku(String code, int variant) implements CacheKey {

		@Override
		public String toCacheKey() {
			return this.code + "/" + this.variant;
		}

	}

	static final class SilentKey implements CacheKey {

		@Override
		@SuppressWarnings("NullAway")
		public String toCacheKey() {
			return null;
		}

	}

	static final class NoEquals {

	}

	static final class OwnEquals {

		private final String name;

		OwnEquals(String name) {
			this.name = name;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof OwnEquals that && this.name.equals(that.name);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.name);
		}

	}

}
