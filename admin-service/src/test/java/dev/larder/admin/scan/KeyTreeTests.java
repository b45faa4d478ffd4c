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
import java.util.stream.Collectors;

import dev.larder.admin.problem.ApiException;
import dev.larder.internal.memcached.scan.DumpedItem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link KeyTree}.
 */
class KeyTreeTests {

	private final ScanFindings findings = new ScanFindings(new KeyPattern("", null), 100_000, 1000);

	private final KeyTree tree = new KeyTree(this.findings);

	private void add(String key, long size, @Nullable Boolean unreachable) {
		add(key.getBytes(StandardCharsets.UTF_8), size, unreachable);
	}

	private void add(byte[] key, long size, @Nullable Boolean unreachable) {
		this.findings.add(new DumpedItem(key, -1, 0, true, size, 0), "server", unreachable);
	}

	private KeyLevel child(KeyLevel level, String name) {
		return this.tree.open(level.children()
			.stream()
			.filter((child) -> child.name().equals(name))
			.findFirst()
			.orElseThrow()
			.node());
	}

	@Test
	void levelsArePrefixThenCacheThenKey() {
		add("atlas:cities:1", 30, false);
		add("atlas:cities:2", 30, true);
		add("atlas:nearby:1", 20, null);
		add("shop:carts:1", 20, null);
		KeyLevel root = this.tree.open(KeyTree.ROOT);
		assertThat(root.parent()).isNull();
		assertThat(root.share().items()).isEqualTo(4);
		assertThat(root.children())
			.extracting(KeyLevel.Child::name, (child) -> child.share().items(), (child) -> child.share().ratio())
			.containsExactly(tuple("atlas:", 3L, 0.8), tuple("shop:", 1L, 0.2));
		KeyLevel cities = child(child(root, "atlas:"), "cities:");
		assertThat(cities.prefix()).isEqualTo("atlas:cities:");
		assertThat(cities.children()).isEmpty();
		assertThat(cities.here()).isEqualTo(new KeyLevel.Share(2, 60, 1,
				new ScanFindings.Unreachable(1, 30, 0.5, "50 % of this memory is dead: cleared, not yet expired")));
	}

	@Test
	void nodeKeepsItsNumberWhileKeysAreFound() {
		add("b:1", 10, null);
		int number = this.tree.open(KeyTree.ROOT).children().get(0).node();
		add("a:1", 100, null);
		assertThat(this.tree.open(KeyTree.ROOT).children()).extracting(KeyLevel.Child::name)
			.containsExactly("a:", "b:");
		assertThat(this.tree.open(number).prefix()).isEqualTo("b:");
	}

	@Test
	void keysAreThoseUnderANode() {
		add("a:1", 10, true);
		add("a:2", 10, false);
		add("a:3", 10, null);
		add("b:1", 10, true);
		int number = this.tree.open(KeyTree.ROOT).children().get(0).node();
		assertThat(this.tree.keys(under(number, null), 1, 10).items()).extracting(ScannedKey::key)
			.containsExactly("a:2", "a:3");
		assertThat(this.tree.keys(under(number, null), 1, 10).count()).isEqualTo(3);
		assertThat(this.tree.keys(under(number, true), 0, 10).items()).extracting(ScannedKey::key)
			.containsExactly("a:1");
		assertThat(this.tree.keys(under(number, false), 0, 10).items()).extracting(ScannedKey::key)
			.containsExactly("a:2", "a:3");
		assertThat(this.tree.keys(under(number, null), 5, 10).items()).isEmpty();
		assertThat(this.tree.keys(KeyQuery.ALL, 0, 10).count()).isEqualTo(4);
	}

	private static KeyQuery under(int node, @Nullable Boolean unreachable) {
		return new KeyQuery(node, unreachable, null, null, KeyQuery.Sort.FOUND, false);
	}

	@ParameterizedTest
	@CsvSource({ "FOUND,false,bac", "KEY,false,abc", "KEY,true,cba", "SERVER,false,acb", "ITEM_BYTES,true,cba",
			"ITEM_BYTES,false,abc", "REMAINING,false,cba", "LAST_ACCESS,false,bca", "LAST_ACCESS,true,acb" })
	void keysAreSortedByWhatSomebodyWants(KeyQuery.Sort sort, boolean descending, String order) {
		addSome();
		assertThat(keys(new KeyQuery(KeyTree.ROOT, null, null, null, sort, descending))).isEqualTo(order);
	}

	private void addSome() {
		this.findings.add(new DumpedItem(new byte[] { 'b' }, 2000, 1000, true, 20, 0), "second", null);
		this.findings.add(new DumpedItem(new byte[] { 'a' }, -1, 100, false, 10, 0), "first", true);
		this.findings.add(new DumpedItem(new byte[] { 'c' }, 1500, 900, false, 30, 0), "first", false);
	}

	private String keys(KeyQuery query) {
		return this.tree.keys(query, 0, 10).items().stream().map(ScannedKey::key).collect(Collectors.joining());
	}

	@Test
	void keysAreFilteredByServerAndUse() {
		addSome();
		KeyQuery.Sort found = KeyQuery.Sort.FOUND;
		assertThat(keys(new KeyQuery(KeyTree.ROOT, null, "first", null, found, false))).isEqualTo("ac");
		assertThat(keys(new KeyQuery(KeyTree.ROOT, null, null, true, found, false))).isEqualTo("b");
		assertThat(keys(new KeyQuery(KeyTree.ROOT, true, "first", false, found, false))).isEqualTo("a");
		assertThat(keys(new KeyQuery(KeyTree.ROOT, null, "none", null, found, false))).isEmpty();
	}

	@Test
	void keysThatAreNoTextComeLast() {
		add(new byte[] { (byte) 0xFF }, 1, null);
		add("a", 1, null);
		KeyQuery query = new KeyQuery(KeyTree.ROOT, null, null, null, KeyQuery.Sort.KEY, false);
		assertThat(this.tree.keys(query, 0, 10).items()).extracting(ScannedKey::key).containsExactly("a", null);
	}

	@ParameterizedTest
	@CsvSource({ "ITEM_BYTES,cab", "NAME,abc", "ITEMS,bac", "UNREACHABLE,bca" })
	void nodesAreSortedByWhatSomebodyWants(KeyLevel.Sort sort, String order) {
		add("a:1", 10, null);
		add("a:2", 10, null);
		add("b:1", 2, true);
		add("b:2", 2, true);
		add("b:3", 2, false);
		add("c:1", 99, false);
		assertThat(this.tree.open(KeyTree.ROOT, sort)
			.children()
			.stream()
			.map((child) -> child.name().substring(0, 1))
			.collect(Collectors.joining())).isEqualTo(order);
	}

	@Test
	void keyThatIsNoTextIsAtTheRoot() {
		add(new byte[] { (byte) 0xFF, ':' }, 10, null);
		assertThat(this.tree.open(KeyTree.ROOT).children()).isEmpty();
		assertThat(this.tree.open(KeyTree.ROOT).here()).isEqualTo(new KeyLevel.Share(1, 10, 1, null));
	}

	@Test
	void levelIsBoundedAndSaysSo() {
		for (int i = 0; i < 100_000; i++) {
			add("session-" + i + ":x", 10 + ((i < 10) ? 100 : 0), null);
		}
		KeyLevel root = this.tree.open(KeyTree.ROOT);
		assertThat(root.children()).hasSize(KeyTree.MAX_CHILDREN).first().satisfies((child) -> {
			assertThat(child.name()).isEqualTo("session-0:");
			assertThat(child.share().itemBytes()).isEqualTo(110);
		});
		assertThat(root.others()).isNotNull().returns(100_000L - KeyTree.MAX_CHILDREN, KeyLevel.Share::items);
	}

	@Test
	void nodesAreBounded() {
		for (int parent = 0; parent < 100; parent++) {
			for (int i = 0; i < 1000; i++) {
				add(parent + ":" + i + ":" + ((i < 100) ? i + ":x" : "x"), 10, null);
			}
		}
		KeyLevel root = this.tree.open(KeyTree.ROOT);
		for (KeyLevel.Child child : root.children()) {
			for (KeyLevel.Child grandchild : this.tree.open(child.node()).children()) {
				this.tree.open(grandchild.node());
			}
		}
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.tree.open(20_000));
	}

	@Test
	void nodeThatNobodyHasSeenIsUnknown() {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.tree.open(1));
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.tree.open(-1));
	}

}
