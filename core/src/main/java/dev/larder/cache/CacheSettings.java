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
package dev.larder.cache;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.larder.entry.Compression;
import dev.larder.load.LoadSettings;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.ValueSerializer;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How a cache behaves. Immutable.
 *
 * @param mode where its entries live
 * @param timeToLive how long a value lives; zero for ever
 * @param timeToLiveJitter the greatest part of its time that an entry loses at random,
 * from 0 to 1
 * @param nullTimeToLive how long a cached {@code null} lives; zero if {@code null} is not
 * cached
 * @param staleTimeToLive how long after that an entry may still be served when loading
 * its successor fails or is slow; zero for not at all
 * @param maxEntries how many entries are kept in this process, 1 or more
 * @param maxWeight how many bytes are kept in this process, instead of a number of
 * entries; zero for none. Only what is kept as bytes, with {@code copyOnRead}, can be
 * weighed
 * @param localTimeToLive how long this process keeps its copy of an entry that lives in
 * memcached; zero for as long as the entry lives
 * @param copyOnRead whether every read of what is in this process gives a value of its
 * own
 * @param loading how missing values are loaded
 * @param serializers the serializers for values in memcached in order of preference, of
 * which the first writes a value that gives it back unaltered, or a {@link RawSerializer}
 * alone; none for JSON, Fory and Java serialization, those whose libraries are there
 * @param compression how values in memcached are compressed
 * @param compressionThreshold the size from which values in memcached are compressed
 */
public record CacheSettings(CacheMode mode, Duration timeToLive, double timeToLiveJitter, Duration nullTimeToLive,
		Duration staleTimeToLive, long maxEntries, DataSize maxWeight, Duration localTimeToLive, boolean copyOnRead,
		LoadSettings loading, List<ValueSerializer> serializers, Compression compression,
		DataSize compressionThreshold) {

	public CacheSettings {
		Assert.notNull(mode, "'mode' must not be null");
		Assert.isTrue(!timeToLive.isNegative(), "'timeToLive' must not be negative");
		Assert.isTrue(timeToLiveJitter >= 0 && timeToLiveJitter <= 1, "'timeToLiveJitter' must be from 0 to 1");
		Assert.isTrue(!nullTimeToLive.isNegative(), "'nullTimeToLive' must not be negative");
		Assert.isTrue(!staleTimeToLive.isNegative(), "'staleTimeToLive' must not be negative");
		Assert.isTrue(maxEntries > 0, "'maxEntries' must be 1 or more");
		Assert.isTrue(!maxWeight.isNegative(), "'maxWeight' must not be negative");
		Assert.isTrue(!localTimeToLive.isNegative(), "'localTimeToLive' must not be negative");
		Assert.notNull(loading, "'loading' must not be null");
		serializers = List.copyOf(serializers);
		Assert.isTrue(serializers.size() <= 1 || serializers.stream().noneMatch(RawSerializer.class::isInstance),
				"'serializers' must be one alone if it is raw");
		Assert.isTrue(serializers.stream().map(ValueSerializer::name).distinct().count() == serializers.size(),
				"'serializers' must have names of their own");
		Assert.notNull(compression, "'compression' must not be null");
		Assert.isTrue(!compressionThreshold.isNegative(), "'compressionThreshold' must not be negative");
	}

	/**
	 * Returns the settings of a cache nobody configured: local, an hour for values and a
	 * minute for {@code null}, ten thousand entries.
	 * @return the default settings
	 */
	public static CacheSettings defaults() {
		return new CacheSettings(CacheMode.LOCAL, Duration.ofHours(1), 0.1, Duration.ofMinutes(1), Duration.ZERO,
				10_000, DataSize.ofBytes(0), Duration.ofMinutes(1), false, LoadSettings.defaults(), List.of(),
				Compression.LZ4, DataSize.ofKilobytes(4));
	}

	/**
	 * Returns how values are loaded in fact: without a soft load timeout that could serve
	 * nothing, as there is nothing outdated to serve, or as the load has been given up by
	 * then. All it would do is to move loads to another thread.
	 * @return how missing values are loaded
	 */
	LoadSettings effectiveLoading() {
		Duration limit = this.loading.loadTimeout();
		boolean tooLate = !limit.isZero() && this.loading.softLoadTimeout().compareTo(limit) >= 0;
		return (this.staleTimeToLive.isZero() || tooLate) ? this.loading.withSoftLoadTimeout(Duration.ZERO)
				: this.loading;
	}

	public CacheSettings withMode(CacheMode mode) {
		return with((draft) -> draft.mode = mode);
	}

	public CacheSettings withTimeToLive(Duration timeToLive) {
		return with((draft) -> draft.timeToLive = timeToLive);
	}

	public CacheSettings withTimeToLiveJitter(double timeToLiveJitter) {
		return with((draft) -> draft.timeToLiveJitter = timeToLiveJitter);
	}

	public CacheSettings withNullTimeToLive(Duration nullTimeToLive) {
		return with((draft) -> draft.nullTimeToLive = nullTimeToLive);
	}

	public CacheSettings withStaleTimeToLive(Duration staleTimeToLive) {
		return with((draft) -> draft.staleTimeToLive = staleTimeToLive);
	}

	public CacheSettings withMaxEntries(long maxEntries) {
		return with((draft) -> draft.maxEntries = maxEntries);
	}

	/**
	 * Returns these settings with a bound of bytes for what is kept in this process.
	 * @param maxWeight the bytes of encoded values, and 100 for each entry
	 * @return the new settings, to be used with {@link #withCopyOnRead}
	 */
	public CacheSettings withMaxWeight(DataSize maxWeight) {
		return with((draft) -> draft.maxWeight = maxWeight);
	}

	public CacheSettings withLocalTimeToLive(Duration localTimeToLive) {
		return with((draft) -> draft.localTimeToLive = localTimeToLive);
	}

	public CacheSettings withCopyOnRead(boolean copyOnRead) {
		return with((draft) -> draft.copyOnRead = copyOnRead);
	}

	public CacheSettings withLoading(LoadSettings loading) {
		return with((draft) -> draft.loading = loading);
	}

	/**
	 * Returns these settings with other serializers.
	 * @param serializers the serializers in order of preference
	 * @return the new settings
	 */
	public CacheSettings withSerializer(ValueSerializer... serializers) {
		return withSerializers(List.of(serializers));
	}

	/**
	 * Returns these settings with other serializers.
	 * @param serializers the serializers in order of preference
	 * @return the new settings
	 */
	public CacheSettings withSerializers(List<ValueSerializer> serializers) {
		return with((draft) -> draft.serializers = serializers);
	}

	/**
	 * Returns these settings with another compression.
	 * @param compression how values are compressed
	 * @param threshold the size from which values are compressed
	 * @return the new settings
	 */
	public CacheSettings withCompression(Compression compression, DataSize threshold) {
		return with((draft) -> {
			draft.compression = compression;
			draft.compressionThreshold = threshold;
		});
	}

	private CacheSettings with(Consumer<Draft> change) {
		Draft draft = new Draft(this);
		change.accept(draft);
		return draft.settings();
	}

	/**
	 * A copy of settings while some of them are replaced.
	 */
	private static final class Draft {

		private CacheMode mode;

		private Duration timeToLive;

		private double timeToLiveJitter;

		private Duration nullTimeToLive;

		private Duration staleTimeToLive;

		private long maxEntries;

		private DataSize maxWeight;

		private Duration localTimeToLive;

		private boolean copyOnRead;

		private LoadSettings loading;

		private List<ValueSerializer> serializers;

		private Compression compression;

		private DataSize compressionThreshold;

		Draft(CacheSettings settings) {
			this.mode = settings.mode;
			this.timeToLive = settings.timeToLive;
			this.timeToLiveJitter = settings.timeToLiveJitter;
			this.nullTimeToLive = settings.nullTimeToLive;
			this.staleTimeToLive = settings.staleTimeToLive;
			this.maxEntries = settings.maxEntries;
			this.maxWeight = settings.maxWeight;
			this.localTimeToLive = settings.localTimeToLive;
			this.copyOnRead = settings.copyOnRead;
			this.loading = settings.loading;
			this.serializers = settings.serializers;
			this.compression = settings.compression;
			this.compressionThreshold = settings.compressionThreshold;
		}

		CacheSettings settings() {
			return new CacheSettings(this.mode, this.timeToLive, this.timeToLiveJitter, this.nullTimeToLive,
					this.staleTimeToLive, this.maxEntries, this.maxWeight, this.localTimeToLive, this.copyOnRead,
					this.loading, this.serializers, this.compression, this.compressionThreshold);
		}

	}

}
