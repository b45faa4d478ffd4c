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

package dev.larder.admin.console;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.larder.admin.scan.ScanView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how numbers and times are shown.
 */
class DisplayTests {

	private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

	private final Display english = display(Locale.ENGLISH);

	private final Display german = display(Locale.GERMAN);

	private static Display display(Locale locale) {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return new Display(locale, messages, Clock.fixed(NOW, ZoneOffset.UTC));
	}

	@Test
	void whatIsUnknownIsADash() {
		assertThat(this.english.number(null)).isEqualTo(this.english.percent(null))
			.isEqualTo(this.english.bytes(null))
			.isEqualTo(this.english.ago(null))
			.isEqualTo("–");
	}

	@Test
	void figuresAreOldAfterATime() {
		assertThat(this.english.isOld(NOW.minusSeconds(41), 40)).isTrue();
		assertThat(this.english.isOld(NOW.minusSeconds(40), 40)).isFalse();
		assertThat(this.english.isOld(null, 40)).isFalse();
	}

	@Test
	void numbersAreThoseOfTheLanguage() {
		assertThat(this.english.decimal(1234.56)).isEqualTo("1,234.6");
		assertThat(this.german.decimal(1234.56)).isEqualTo("1.234,6");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '=', value = { "0 = 0 B", "1023 = 1,023 B", "1024 = 1.0 KB", "1572864 = 1.5 MB",
			"-2048 = -2.0 KB", "9223372036854775807 = 8,192.0 PB" })
	void memoryHasTheUnitThatFits(long bytes, String text) {
		assertThat(this.english.bytes(bytes)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 ms", "0.4, 0.4 ms", "999, 999 ms", "1000, 1 s", "119999, 119 s", "120000, 2 min", "7200000, 2 h",
			"172800000, 2 days" })
	void timeSpansHaveTheUnitThatFits(double millis, String text) {
		assertThat(this.english.duration(millis)).isEqualTo(text);
	}

	@Test
	void settingsHaveTheUnitOfTheirName() {
		assertThat(this.english.setting("timeToLiveMs", 3_600_000)).isEqualTo("60 min");
		assertThat(this.english.setting("compressionThresholdBytes", 4096)).isEqualTo("4.0 KB");
		assertThat(this.english.setting("maxEntries", 50_000)).isEqualTo("50,000");
		assertThat(this.german.setting("timeToLiveJitter", 0.1)).isEqualTo("0,1");
	}

	@Test
	void someMinutesHaveSeconds() {
		assertThat(this.english.duration(127_000)).isEqualTo("2 min 7 s");
		assertThat(this.english.duration(120_000)).isEqualTo("2 min");
		assertThat(this.english.duration(601_000)).isEqualTo("10 min");
		assertThat(this.english.ago(NOW.minusSeconds(127))).isEqualTo("2 min ago");
	}

	@Test
	void timesAreToldByTheirDistance() {
		assertThat(this.english.ago(NOW.minusSeconds(4))).isEqualTo("4 s ago");
		assertThat(this.english.ago(NOW.plusSeconds(180))).isEqualTo("in 3 min");
		assertThat(this.german.ago(NOW.minusSeconds(4))).isEqualTo("vor 4 s");
		assertThat(this.english.ago(NOW.minusMillis(506))).isEqualTo("0 s ago");
	}

	@Test
	void whatIsInvisibleInAKeyIsSeen() {
		assertThat(this.english.visible("invoice\u202Efdp.exe")).isEqualTo("invoice\\u202Efdp.exe");
		assertThat(this.english.visible("a\u00a0b\u200b\u0007\ud800")).isEqualTo("a\\u00A0b\\u200B\\u0007\\uD800");
		assertThat(this.english.visible(new StringBuilder().appendCodePoint(0xE0001).toString()))
			.isEqualTo("\\u{E0001}");
		assertThat(this.english.visible("caf\u00e9 \u05d0\u4e2d <b>&")).isEqualTo("caf\u00e9 \u05d0\u4e2d <b>&");
	}

	@Test
	void differentKeysLookDifferent() {
		assertThat(this.english.visible("\\u0007")).isEqualTo("\\\\u0007");
		assertThat(this.english.visible("a b")).isEqualTo("a b");
		assertThat(this.english.visible("a  b ")).isEqualTo("a \\u0020b\\u0020");
		assertThat(this.english.visible(" ")).isEqualTo("\\u0020");
	}

	@ParameterizedTest
	@CsvSource({ "timeToLiveMs, ttl", "timeToLiveJitter, ttl-jitter", "nullTimeToLiveMs, null-ttl",
			"localTimeToLiveMs, local-ttl", "maxEntries, max-entries", "maxWeightBytes, max-weight",
			"softLoadTimeoutMs, soft-load-timeout", "compression, compression.algorithm",
			"compressionThresholdBytes, compression.threshold", "serializer, serializer" })
	void settingsAreCalledAsTheirProperties(String setting, String property) {
		assertThat(this.english.property(setting)).isEqualTo(property);
	}

	@Test
	void outcomesAreInTheLanguageOfTheReader() {
		assertThat(this.english.sentence("swept", Map.of("left", 1)))
			.isEqualTo("deleted; what was stored meanwhile may remain, and so does 1 key that cannot be sent as text");
		assertThat(this.german.sentence("evicted", Map.of())).isEqualTo("entfernt");
		assertThat(this.german.sentence("evicted", Map.of("instance", "atlas-1"))).isEqualTo("entfernt, durch atlas-1");
		assertThat(this.german.sentence("cleared-for-all", Map.of("instances", 3)))
			.isEqualTo("für alle 3 Instanzen geleert, die ihn teilen");
	}

	@Test
	void scansSayHowMuchTheyHaveSeen() {
		ScanView.ServerProgress one = new ScanView.ServerProgress("a", ScanView.State.RUNNING, 1000, 1200L, null);
		ScanView.ServerProgress other = new ScanView.ServerProgress("b", ScanView.State.FAILED, 27, null, null);
		assertThat(this.german.seen(List.of(one, one))).isEqualTo("2.000 von etwa 2.400 gesehen");
		assertThat(this.english.seen(List.of(one, other))).startsWith("1,027 seen; how many");
	}

	@Test
	void latestKnownNumberIsFound() {
		assertThat(this.english.latest(Arrays.asList(1.0, 2.0, null))).isEqualTo(2.0);
		assertThat(this.english.latest(Arrays.asList((Double) null))).isNull();
	}

}
