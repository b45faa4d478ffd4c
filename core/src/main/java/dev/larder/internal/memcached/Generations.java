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

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.larder.internal.entry.Item;

/**
 * The generations of all caches of this instance on all nodes, read together so that a
 * single read needs no round trip of its own. Thread-safe.
 */
public final class Generations {

	private final ConcurrentMap<MemcachedNode, List<CachePart>> parts = new ConcurrentHashMap<>();

	/**
	 * The generations of caches that have several places on a node.
	 */
	private final ConcurrentMap<MemcachedNode, ConcurrentMap<String, StoredGeneration>> shared = new ConcurrentHashMap<>();

	private final long maxAgeNanos;

	private final SecureRandom random = new SecureRandom();

	private final LongSupplier nanoTime;

	/**
	 * Creates an empty registry.
	 * @param maxAge how long a generation is trusted after it was read, a few times the
	 * interval of reading
	 */
	public Generations(Duration maxAge) {
		this(maxAge, System::nanoTime);
	}

	Generations(Duration maxAge, LongSupplier nanoTime) {
		this.maxAgeNanos = maxAge.toNanos();
		this.nanoTime = nanoTime;
	}

	/**
	 * Creates the generation of a cache at a place, which is not known yet.
	 * @param place the place
	 * @param key where the generation of the cache is kept on the node
	 * @return the generation
	 */
	Generation generation(Place place, String key) {
		MemcachedNode node = place.node();
		if (node.roster() == null) {
			return newGeneration(node, key);
		}
		StoredGeneration shared = this.shared.computeIfAbsent(node, (first) -> new ConcurrentHashMap<>())
			.computeIfAbsent(key, (first) -> newGeneration(node, key));
		return new PlacedGeneration(shared, place);
	}

	private StoredGeneration newGeneration(MemcachedNode node, String key) {
		return new StoredGeneration(node.operations(), key, this::randomNumber, this.nanoTime, this.maxAgeNanos);
	}

	/**
	 * Adds a part of a cache to the polls of its node, which observe the generation of
	 * the cache, where it has one, and repeat what the node missed.
	 * @param part the part of the cache that lives on the node
	 */
	void register(CachePart part) {
		this.parts.computeIfAbsent(part.node(), (n) -> new CopyOnWriteArrayList<>()).add(part);
	}

	/**
	 * Forgets a node that is not used any more.
	 * @param node the node
	 */
	public void forget(MemcachedNode node) {
		this.parts.remove(node);
		this.shared.remove(node);
	}

	/**
	 * Reads the generations of all caches on a node, in one round trip, and once the node
	 * answers repeats what it missed.
	 * @param node the node
	 * @return complete when this is done, exceptionally if the node does not answer
	 */
	public CompletableFuture<Void> poll(MemcachedNode node) {
		List<CachePart> parts = parts(node);
		if (node.roster() == null && parts.stream().allMatch((part) -> part.generation().stored() == null)) {
			replay(parts);
			return CompletableFuture.completedFuture(null);
		}
		return poll(node, List.of(), (items) -> CompletableFuture.completedFuture(null));
	}

	/**
	 * Reads the generations of all caches on a node like {@link #poll(MemcachedNode)},
	 * and other items of the node in the same round trip.
	 * @param node the node
	 * @param otherKeys the keys of the other items, at least one
	 * @param reader given the items that were found, once the generations among them have
	 * been taken note of as far as that needs no further round trip; called on the
	 * client's I/O thread
	 * @return complete when all this and what the reader began is done, exceptionally if
	 * the node does not answer or the reader fails
	 */
	public CompletableFuture<Void> poll(MemcachedNode node, Collection<String> otherKeys,
			Function<Map<String, Item>, CompletableFuture<Void>> reader) {
		List<CachePart> parts = parts(node);
		replay(parts);
		Map<StoredGeneration, Long> observations = new HashMap<>();
		Set<String> keys = new LinkedHashSet<>(otherKeys);
		for (CachePart part : parts) {
			StoredGeneration stored = part.generation().stored();
			if (stored != null) {
				observations.computeIfAbsent(stored, StoredGeneration::beginObservation);
				keys.add(stored.key());
			}
		}
		Roster roster = node.roster();
		long rosterObservation = 0;
		if (roster != null) {
			rosterObservation = roster.beginObservation();
			keys.add(roster.key());
		}
		long noted = rosterObservation;
		return node.operations().getAll(keys).thenCompose((items) -> {
			node.polled(keys.size(), items.size());
			if (roster != null) {
				roster.endObservation(noted, items.get(roster.key()));
			}
			CompletableFuture<?>[] ends = observations.entrySet()
				.stream()
				.map((observed) -> end(parts, observed.getKey(), observed.getValue(), items))
				.toArray(CompletableFuture[]::new);
			return CompletableFuture.allOf(CompletableFuture.allOf(ends), reader.apply(items));
		});
	}

	private List<CachePart> parts(MemcachedNode node) {
		return this.parts.getOrDefault(node, List.of());
	}

	// What has no generation; not waited for, as a scan may take its time
	private static void replay(List<CachePart> parts) {
		for (CachePart part : parts) {
			if (part.generation().stored() == null) {
				var unused = part.replayLostInvalidations();
			}
		}
	}

	private static CompletableFuture<Void> end(List<CachePart> parts, StoredGeneration stored, long observation,
			Map<String, Item> items) {
		return stored.endObservation(observation, items.get(stored.key()))
			.thenCompose((value) -> CompletableFuture.allOf(parts.stream()
				.filter((part) -> part.generation().stored() == stored)
				.map(CachePart::replayLostInvalidations)
				.toArray(CompletableFuture[]::new)));
	}

	private long randomNumber() {
		long number = this.random.nextLong();
		return (number != 0) ? number : 1;
	}

}
