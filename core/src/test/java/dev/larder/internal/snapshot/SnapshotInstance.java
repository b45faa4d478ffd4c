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
package dev.larder.internal.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.UnusableKeyException;
import dev.larder.internal.local.LocalTier;
import dev.larder.internal.value.ValueWriter;
import dev.larder.serializer.jdk.JdkSerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.SimpleKey;

import static org.awaitility.Awaitility.await;

/**
 * An instance of an application with two local caches and snapshots.
 */
final class SnapshotInstance implements AutoCloseable {

	private final KeyEncoder keys = new KeyEncoder("", "products");

	private final HookedSerializer serializer = new HookedSerializer();

	private final Lifetimes lifetimes;

	private final LocalSnapshots snapshots;

	private final LocalTier tier;

	private final LocalTier other;

	SnapshotInstance(Path directory) {
		this(directory, Duration.ofSeconds(30), Clock.systemUTC());
	}

	SnapshotInstance(Path directory, Duration closeTimeout, Clock clock) {
		this(directory, Duration.ofHours(1), closeTimeout, clock);
	}

	private SnapshotInstance(Path directory, Duration interval, Duration closeTimeout, Clock clock) {
		this.lifetimes = new Lifetimes(clock, Duration.ofHours(1), Duration.ofHours(1), 0);
		try {
			this.snapshots = LocalSnapshots.open(directory, interval, closeTimeout, clock);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.tier = tier("products");
		this.other = tier("offers");
	}

	/**
	 * Returns an instance that has restored what there is.
	 */
	static SnapshotInstance started(Path directory) {
		return started(directory, Duration.ofHours(1));
	}

	/**
	 * Returns an instance that has restored what there is, and writes snapshots at
	 * intervals.
	 */
	static SnapshotInstance started(Path directory, Duration interval) {
		SnapshotInstance instance = new SnapshotInstance(directory, interval, Duration.ofSeconds(30),
				Clock.systemUTC());
		instance.start();
		instance.awaitRestored();
		return instance;
	}

	/**
	 * Copies the files as a process leaves them that is killed now.
	 */
	static Path killed(Path directory, Path target) throws IOException {
		Files.createDirectories(target);
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
			for (Path file : files) {
				if (!file.toString().endsWith(".lock")) {
					Files.copy(file, target.resolve(file.getFileName()));
				}
			}
		}
		return target;
	}

	LocalTier tier(String name) {
		return tier(name, true);
	}

	LocalTier tier(String name, boolean refreshesAhead) {
		EnvelopeCodec codec = new EnvelopeCodec(new ValueWriter(Map.of("hooked", this.serializer)), List.of(),
				CompressionSettings.NONE, EnvelopeCodec.DEFAULT_MAX_SIZE);
		JdkSerializer jdk = new JdkSerializer(
				(type) -> type.equals(SimpleKey.class.getName()) || HookedSerializer.ALLOWED.allows(type),
				SnapshotInstance.class.getClassLoader());
		return this.snapshots.tier(name, 100_000, this.lifetimes, refreshesAhead,
				new SnapshotValues(codec, List.of(this.serializer, jdk), List.of()));
	}

	void start() {
		this.snapshots.start((name) -> {
		});
	}

	void awaitRestored() {
		await().until(() -> !status().restoring());
	}

	void save() throws Exception {
		this.snapshots.saveNow().get();
	}

	Future<?> beginSaving() {
		return this.snapshots.saveNow();
	}

	HookedSerializer serializer() {
		return this.serializer;
	}

	LocalSnapshots snapshots() {
		return this.snapshots;
	}

	SnapshotStatus status() {
		return this.snapshots.status();
	}

	LocalTier tier() {
		return this.tier;
	}

	LocalTier other() {
		return this.other;
	}

	void put(Object key, @Nullable Object value) {
		this.tier.put(kept(key), entry(this.tier, value));
	}

	@Nullable Object get(Object key) {
		Entry entry = this.tier.get(kept(key));
		return (entry != null) ? entry.get() : null;
	}

	private Object kept(Object key) {
		try {
			return this.keys.identify(key);
		}
		catch (UnusableKeyException ex) {
			// No cache would take it
			return key;
		}
	}

	static Entry entry(LocalTier tier, @Nullable Object value) {
		long now = System.currentTimeMillis();
		return Entry.of(value, tier.generation(), now, now + 3_600_000, 5);
	}

	@Override
	public void close() {
		this.snapshots.close();
	}

}
