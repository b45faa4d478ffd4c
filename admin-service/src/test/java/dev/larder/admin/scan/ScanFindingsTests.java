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

package dev.larder.admin.scan;

import java.nio.charset.StandardCharsets;

import dev.larder.internal.memcached.scan.DumpedItem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link ScanFindings}.
 */
class ScanFindingsTests {

	private static final long NOW = 1_795_000_000;

	private final ScanFindings findings = new ScanFindings(new KeyPattern("", null), 10, NOW);

	private static DumpedItem item(String key, long size, long life) {
		return new DumpedItem(key.getBytes(StandardCharsets.UTF_8), (life < 0) ? -1 : NOW + life, NOW - 5, true, size,
				0);
	}

	private void add(String key, long size, long life) {
		this.findings.add(item(key, size, life), "server", null);
	}

	@Test
	void keyIsKeptWithWhatTheServerTells() {
		add("a", 100, 60);
		assertThat(this.findings.keys(0, 10))
			.containsExactly(new ScannedKey("a", null, "server", 100, 60_000L, 5000, true, null));
	}

	@Test
	void keyThatIsNoTextIsGivenInBase64() {
		this.findings.add(new DumpedItem(new byte[] { (byte) 0xFF, 1 }, -1, NOW, false, 50, 0), "server", null);
		assertThat(this.findings.keys(0, 1)).first()
			.returns(null, ScannedKey::key)
			.returns("/wE=", ScannedKey::keyBase64)
			.returns(null, ScannedKey::remainingMs);
	}

	@Test
	void allAreCountedButFewAreKept() {
		for (int i = 0; i < 1000; i++) {
			add("atlas:cities:" + i, 100, 60);
		}
		assertThat(this.findings.summary()).returns(1000L, ScanFindings.Summary::seen)
			.returns(1000L, ScanFindings.Summary::matched)
			.returns(100_000L, ScanFindings.Summary::itemBytes)
			.returns(10, ScanFindings.Summary::kept);
	}

	@Test
	void onlyWhatIsWantedIsCounted() {
		ScanFindings wanted = new ScanFindings(new KeyPattern("a:", null), 10, NOW);
		wanted.add(item("a:1", 100, 60), "server", null);
		wanted.add(item("b:1", 100, 60), "server", null);
		assertThat(wanted.summary()).returns(2L, ScanFindings.Summary::seen).returns(1L, ScanFindings.Summary::matched);
	}

	@Test
	void sizesAreCountedByPowersOfTwo() {
		add("a", 100, 60);
		add("b", 127, 60);
		add("c", 128, 60);
		assertThat(this.findings.summary().sizes()).containsExactly(new ScanFindings.Bucket(64L, 127L, 2),
				new ScanFindings.Bucket(128L, 255L, 1));
	}

	@Test
	void remainingLivesAreCounted() {
		add("a", 1, 0);
		add("b", 1, 30);
		add("c", 1, 100_000_000);
		add("d", 1, -1);
		assertThat(this.findings.summary().remainingMs()).containsExactly(new ScanFindings.Bucket(0L, 0L, 1),
				new ScanFindings.Bucket(0L, 60_000L, 1), new ScanFindings.Bucket(604_800_000L, null, 1),
				new ScanFindings.Bucket(null, null, 1));
	}

	@Test
	void keysAreGroupedByCache() {
		add("atlas:cities:1", 10, 60);
		add("atlas:cities:2", 10, 60);
		add("atlas:nearby:1", 100, 60);
		add("session:1", 1, 60);
		add("plain", 1, 60);
		assertThat(this.findings.summary().groups())
			.extracting(ScanFindings.Group::name, ScanFindings.Group::items, ScanFindings.Group::itemBytes)
			.containsExactly(tuple("atlas:nearby", 1L, 100L), tuple("atlas:cities", 2L, 20L), tuple("*", 1L, 1L),
					tuple("session", 1L, 1L));
	}

	@Test
	void groupsAreBounded() {
		for (int i = 0; i < 5000; i++) {
			add(i + ":x", 1, 60);
		}
		assertThat(this.findings.summary().groups()).hasSizeLessThanOrEqualTo(1001)
			.first()
			.returns("*", ScanFindings.Group::name);
	}

	@Test
	void largestAreKeptWhateverTheirPlace() {
		for (int i = 0; i < 1000; i++) {
			add("k" + i, i, 60);
		}
		assertThat(this.findings.summary().largest()).hasSize(100)
			.first()
			.returns("k999", ScannedKey::key)
			.returns(999L, ScannedKey::itemBytes);
	}

	@Test
	void deadMemoryIsItsShareOfWhatIsKnown() {
		this.findings.add(item("atlas:cities:1", 34, 60), "server", true);
		this.findings.add(item("atlas:cities:2", 66, 60), "server", false);
		this.findings.add(item("atlas:cities:3", 1000, 60), "server", null);
		this.findings.add(item("other:2", 10, 60), "server", null);
		assertThat(this.findings.summary().groups()).extracting(ScanFindings.Group::unreachable)
			.containsExactly(
					new ScanFindings.Unreachable(1, 34, 0.34, "34 % of this memory is dead: cleared, not yet expired"),
					null);
	}

}
