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
package dev.larder.internal.memcached;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.larder.internal.entry.Item;
import dev.larder.internal.store.ErrorReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CachePart} and {@link Generations}.
 */
class CachePartTests {

	private final HeldClient client = new HeldClient();

	private final MemcachedCluster cluster = new MemcachedCluster(List.of(new NodeAddress("localhost", 11211, 1)),
			(address, settings, timer) -> this.client, NodeSettings.defaults().withFailureThreshold(1000));

	private final MemcachedNode node = this.cluster.nodes().get(0);

	private final Generations generations = new Generations(Duration.ofSeconds(1));

	private final StoreMonitor monitor = new StoreMonitor("products", (nanos) -> {
	});

	private final StoredGeneration generation = generation("generation");

	private final CachePart part = part(this.generation);

	@AfterEach
	void close() {
		this.cluster.close();
	}

	private StoredGeneration generation(String key) {
		return Objects.requireNonNull(this.generations.generation(this.node.ownPlace(), key).stored());
	}

	@Test
	void removalThatFailsIsRemembered() {
		loseRemoval("key");
		assertThat(this.part.lost().covers("key")).isTrue();
	}

	@Test
	void removalThatFailsIsCounted() {
		loseRemoval("key");
		assertThat(this.monitor.errors()).containsEntry(ErrorReason.TIMEOUT, 1L);
	}

	@Test
	void clearingThatFailsIsCounted() {
		loseClearing();
		assertThat(this.monitor.errors()).containsEntry(ErrorReason.TIMEOUT, 1L);
	}

	@Test
	void removalThatSucceedsMakesGoodForOneThatFailed() {
		loseRemoval("key");
		this.client.answerAtOnce();
		assertThat(this.part.delete("key")).isCompleted();
		assertThat(this.part.lost().isEmpty()).isTrue();
	}

	@Test
	void replayRemovesWhatWasNotRemoved() {
		this.client.items().put("key", item("old"));
		loseRemoval("key");
		this.client.answerAtOnce();
		assertThat(this.part.replayLostInvalidations()).isCompleted();
		assertThat(this.client.items()).doesNotContainKey("key");
		assertThat(this.part.lost().isEmpty()).isTrue();
	}

	@Test
	void keyStaysCoveredUntilTheReplayIsAnswered() {
		loseRemoval("key");
		assertThat(this.part.replayLostInvalidations()).isNotDone();
		Runnable answer = this.client.carryOut();
		assertThat(this.part.lost().covers("key")).isTrue();
		answer.run();
		assertThat(this.part.lost().covers("key")).isFalse();
	}

	@Test
	void removalLostDuringAReplayIsReplayedAgain() {
		loseRemoval("key");
		CompletableFuture<Void> replay = this.part.replayLostInvalidations();
		Runnable answer = this.client.carryOut();
		loseRemoval("key");
		answer.run();
		assertThat(replay).isCompleted();
		assertThat(this.part.lost().covers("key")).isTrue();
		this.client.answerAtOnce();
		assertThat(this.part.replayLostInvalidations()).isCompleted();
		assertThat(this.part.lost().isEmpty()).isTrue();
	}

	@Test
	void replayThatFailsIsRepeated() {
		loseRemoval("key");
		assertThat(this.part.replayLostInvalidations()).isNotDone();
		this.client.timeOut();
		assertThat(this.part.lost().covers("key")).isTrue();
		this.client.answerAtOnce();
		assertThat(this.part.replayLostInvalidations()).isCompleted();
		assertThat(this.part.lost().isEmpty()).isTrue();
	}

	@Test
	void replaysDoNotOverlap() {
		loseRemoval("key");
		assertThat(this.part.replayLostInvalidations()).isNotDone();
		assertThat(this.part.replayLostInvalidations()).isCompleted();
		assertThat(this.client.unanswered()).containsExactly("delete key");
	}

	@Test
	void clearingThatFailsIsRememberedAndReplayed() {
		loseClearing();
		assertThat(this.part.lost().covers("key")).isTrue();
		this.client.answerAtOnce();
		assertThat(this.part.replayLostInvalidations()).isCompleted();
		assertThat(this.part.lost().isEmpty()).isTrue();
		assertThat(numberOnNode()).isEqualTo(Long.toUnsignedString(this.generation.known(), 16));
	}

	@Test
	void clearingLostDuringItsReplayIsReplayedAgain() {
		loseClearing();
		assertThat(this.part.replayLostInvalidations()).isNotDone();
		Runnable answer = this.client.carryOut();
		loseClearing();
		answer.run();
		assertThat(this.part.lost().covers("key")).isTrue();
		this.client.answerAtOnce();
		assertThat(this.part.replayLostInvalidations()).isCompleted();
		assertThat(this.part.lost().isEmpty()).isTrue();
	}

	@Test
	void replayOfAClearingIsOneWriteWhateverElseWasLost() {
		loseRemoval("key");
		loseRemoval("other");
		loseClearing();
		assertThat(this.part.replayLostInvalidations()).isNotDone();
		assertThat(this.client.unanswered()).containsExactly("set generation");
		this.client.answer();
		assertThat(this.part.lost().isEmpty()).isTrue();
	}

	@Test
	void pollReadsTheGenerationsOfAllCachesInOneRoundTrip() {
		StoredGeneration other = generation("other");
		part(other);
		this.client.items().put("generation", item("7"));
		this.client.items().put("other", item("8"));
		this.client.hold();
		CompletableFuture<Void> poll = this.generations.poll(this.node);
		assertThat(this.client.unanswered()).hasSize(1);
		this.client.answer();
		assertThat(poll).isCompleted();
		assertThat(this.generation.known()).isEqualTo(7);
		assertThat(other.known()).isEqualTo(8);
	}

	@Test
	void pollThatIsAnsweredAfterAClearingDoesNotUndoIt() {
		this.client.items().put("generation", item("7"));
		this.client.hold();
		CompletableFuture<Void> poll = this.generations.poll(this.node);
		Runnable answer = this.client.carryOut();
		assertThat(this.part.clear()).isNotDone();
		this.client.answer();
		answer.run();
		assertThat(poll).isCompleted();
		assertThat(this.generation.known()).isNotEqualTo(7);
		assertThat(numberOnNode()).isEqualTo(Long.toUnsignedString(this.generation.known(), 16));
	}

	@Test
	void storeOnThePresentConnectionIsUndoneByARemoval() {
		this.client.items().put("generation", item("7"));
		this.part.missed("key", this.part.connection());
		assertThat(this.generations.poll(this.node)).isCompleted();
		assertThat(this.part.lost().isEmpty()).isTrue();
		assertThat(numberOnNode()).isEqualTo("7");
	}

	@Test
	void storeOnALostConnectionIsUndoneByAClearing() {
		this.client.items().put("generation", item("7"));
		this.part.missed("key", this.part.connection());
		this.client.reconnect();
		assertThat(this.generations.poll(this.node)).isCompleted();
		assertThat(this.part.lost().covers("other")).isTrue();
		assertThat(this.generations.poll(this.node)).isCompleted();
		assertThat(this.part.lost().isEmpty()).isTrue();
		assertThat(numberOnNode()).isNotEqualTo("7");
	}

	@Test
	void storeThatWasMissedAgainIsStillOneOfTheLostConnection() {
		this.client.items().put("generation", item("7"));
		this.part.missed("key", this.part.connection());
		this.client.reconnect();
		this.part.missed("key", this.part.connection());
		loseRemoval("key");
		this.client.answerAtOnce();
		assertThat(this.part.delete("key")).isCompleted();
		assertThat(this.part.lost().covers("other")).isTrue();
	}

	@Test
	void connectionLostDuringTheRemovalCountsAsLost() {
		this.part.missed("key", this.part.connection());
		this.client.hold();
		assertThat(this.part.delete("key")).isNotDone();
		this.client.reconnect();
		this.client.answer();
		assertThat(this.part.lost().covers("key")).isTrue();
	}

	@Test
	void numberThatIsWrittenLateIsReplaced() {
		loseClearing();
		long late = this.generation.known();
		this.client.answerAtOnce();
		assertThat(this.generations.poll(this.node)).isCompleted();
		this.client.items().put("generation", item(Long.toUnsignedString(late, 16)));
		assertThat(this.generations.poll(this.node)).isCompleted();
		assertThat(this.generation.known()).isNotEqualTo(late);
		assertThat(numberOnNode()).isEqualTo(Long.toUnsignedString(this.generation.known(), 16));
	}

	@Test
	void pollReplaysWhatWasLost() {
		this.client.items().put("key", item("old"));
		loseRemoval("key");
		this.client.answerAtOnce();
		assertThat(this.generations.poll(this.node)).isCompleted();
		assertThat(this.client.items()).doesNotContainKey("key");
	}

	@Test
	void taskThatFailsOnceTheNodeAnswersHarmsNoOther() {
		List<String> done = new ArrayList<>();
		this.part.onceItAnswers(() -> {
			throw new IllegalStateException("task");
		});
		this.part.onceItAnswers(() -> done.add("next"));
		loseRemoval("key");
		this.client.answerAtOnce();
		assertThat(this.generations.poll(this.node)).isCompleted();
		assertThat(done).containsExactly("next");
		assertThat(this.part.lost().isEmpty()).isTrue();
	}

	@Test
	void pollThatIsNotAnsweredReplaysNothing() {
		loseRemoval("key");
		CompletableFuture<Void> poll = this.generations.poll(this.node);
		this.client.timeOut();
		assertThat(poll).isCompletedExceptionally();
		assertThat(this.client.unanswered()).isEmpty();
		assertThat(this.part.lost().covers("key")).isTrue();
	}

	@Test
	void pollOfANodeWithoutCachesAsksNothing() {
		this.client.hold();
		assertThat(new Generations(Duration.ofSeconds(1)).poll(this.node)).isCompleted();
		assertThat(this.client.unanswered()).isEmpty();
	}

	private CachePart part(Generation generation) {
		CachePart part = new CachePart(this.node, this.node.operations(), generation, this.monitor,
				ChangeListener.NONE);
		this.generations.register(part);
		return part;
	}

	private void loseRemoval(String key) {
		this.client.hold();
		CompletableFuture<Void> removal = this.part.delete(key);
		this.client.timeOut();
		assertThat(removal).isCompleted();
	}

	private void loseClearing() {
		this.client.hold();
		CompletableFuture<Void> clearing = this.part.clear();
		this.client.timeOut();
		assertThat(clearing).isCompleted();
	}

	private String numberOnNode() {
		return new String(this.client.items().get("generation").data(), StandardCharsets.US_ASCII);
	}

	private static Item item(String text) {
		return new Item(0, text.getBytes(StandardCharsets.US_ASCII));
	}

}
