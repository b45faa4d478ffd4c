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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.log.ThrottledLog;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other instances of an application, on each server, which servers this one
 * uses, and finds out whether they use others. Where they do, a key has two places: what
 * one instance changes, the others go on serving from theirs. Nothing else would show
 * that.
 * <p>
 * The servers are noted under one key, which each instance overwrites: whoever differs
 * finds the note of another sooner or later. One note is not enough to say so, as
 * instances of before and after a change run side by side for a while, and where servers
 * come and go, instances see that at different times. Thread-safe.
 */
public final class RingWatch {

	private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

	private static final Duration PERIOD = Duration.ofSeconds(30);

	private static final Duration NOTE_TIME = Duration.ofMinutes(5);

	/**
	 * For how many looks a note of others counts.
	 */
	private static final int REMEMBERED_LOOKS = 10;

	private static final int MAX_NOTES = 20;

	private static final int MAX_LENGTH = 4000;

	private final ThrottledLog log = new ThrottledLog(LogFactory.getLog(RingWatch.class));

	private final MemcachedCluster cluster;

	private final String keyPrefix;

	private final String key;

	/**
	 * For how many looks others are excused.
	 */
	private final int patience;

	private final Map<String, Sighting> others = new ConcurrentHashMap<>();

	private int looks;

	/**
	 * Creates a watch that has not looked yet.
	 * @param cluster the servers
	 * @param keyPrefix the start of all keys of the application
	 * @param excuse for how long instances may see different servers
	 */
	public RingWatch(MemcachedCluster cluster, String keyPrefix, Duration excuse) {
		this.patience = (int) Math.min(REMEMBERED_LOOKS, 1 + excuse.dividedBy(PERIOD));
		this.cluster = cluster;
		this.keyPrefix = keyPrefix;
		this.key = KeyEncoder.reserved(keyPrefix, "ring");
	}

	/**
	 * Starts to look from time to time, until the cluster is closed.
	 */
	public void start() {
		try {
			var unused = this.cluster.scheduler()
				.scheduleWithFixedDelay(this::lookQuietly, FIRST_LOOK.toMillis(), PERIOD.toMillis(),
						TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			// Closed already
		}
	}

	private void lookQuietly() {
		try {
			var unused = look();
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			// The next look may succeed
		}
	}

	/**
	 * Reads the notes on all servers, and leaves one's own.
	 * @return complete when all have answered; never fails, as a server that does not
	 * answer is no finding
	 */
	CompletableFuture<Void> look() {
		int look = ++this.looks;
		String own = servers();
		this.others.values().removeIf((sighting) -> sighting.last() < look - REMEMBERED_LOOKS);
		return CompletableFuture.allOf(this.cluster.nodes()
			.stream()
			.map((node) -> look(node.operations(), own, look))
			.toArray(CompletableFuture[]::new));
	}

	private CompletableFuture<Void> look(MemcachedOperations operations, String own, int look) {
		CompletionStage<StoreResult> noted = operations.get(this.key).thenCompose((item) -> {
			String other = text(item);
			if (other != null && !other.equals(own)) {
				seen(other, own, look);
			}
			return operations.set(this.key, new Item(0, own.getBytes(StandardCharsets.UTF_8)),
					Exptime.of(NOTE_TIME, System.currentTimeMillis()));
		});
		return noted.handle((result, failure) -> (Void) null).toCompletableFuture();
	}

	private void seen(String other, String own, int look) {
		if (this.others.size() >= MAX_NOTES && !this.others.containsKey(other)) {
			return;
		}
		Sighting sighting = Objects.requireNonNull(this.others.compute(other,
				(servers, before) -> new Sighting((before != null) ? before.first() : look, look)));
		if (isCertain(sighting)) {
			this.log.warn("ring", () -> advice(other, own));
		}
	}

	/**
	 * Returns what to do about instances that use other servers.
	 * @return the advice as a sentence, or {@code null} if there are none
	 */
	public @Nullable String advice() {
		return this.others.entrySet()
			.stream()
			.filter((other) -> isCertain(other.getValue()))
			.max(Map.Entry.comparingByValue((one, two) -> Integer.compare(one.last(), two.last())))
			.map((other) -> advice(other.getKey(), servers()))
			.orElse(null);
	}

	private boolean isCertain(Sighting sighting) {
		return sighting.last() - sighting.first() >= this.patience;
	}

	private String advice(String other, String own) {
		return "Another instance with the key prefix '" + this.keyPrefix + "' uses other memcached servers: " + other
				+ "; this one uses " + own + ". A key has its place by the names of all servers, so that each may "
				+ "serve what the other has changed. Give all instances the same servers, under the same names.";
	}

	private String servers() {
		String servers = this.cluster.nodes()
			.stream()
			.map((node) -> node.address().name() + ((node.address().weight() > 1) ? ":" + node.address().weight() : ""))
			.sorted()
			.collect(Collectors.joining(", "));
		return (servers.length() <= MAX_LENGTH) ? servers
				: this.cluster.nodes().size() + " servers, number " + Integer.toHexString(servers.hashCode());
	}

	// Whoever can write to the server can write anything
	private static @Nullable String text(@Nullable Item item) {
		if (item == null || item.size() == 0 || item.size() > MAX_LENGTH || !item.hasData()) {
			return null;
		}
		String text = new String(item.data(), StandardCharsets.UTF_8);
		return text.chars().allMatch((c) -> c >= ' ' && c <= '~') ? text : null;
	}

	/**
	 * The looks at which other servers were seen.
	 *
	 * @param first the number of the first look
	 * @param last the number of the last look
	 */
	private record Sighting(int first, int last) {

	}

}
