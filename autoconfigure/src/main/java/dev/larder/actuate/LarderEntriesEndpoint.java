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

package dev.larder.actuate;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.larder.actuate.NamedCaches.NamedCache;
import dev.larder.cache.CacheInspector;
import dev.larder.cache.CacheInspector.KeyList;
import dev.larder.cache.CacheInspector.KeyOrder;
import dev.larder.cache.CacheInspector.KeyReport;
import dev.larder.cache.CacheInspector.LocalReport;
import dev.larder.cache.CacheInspector.ValueReport;
import dev.larder.cache.LarderCacheManager;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint that shows which keys are in the caches of this instance, and looks
 * for one, without counting as a use of them. Keys may be personal data, so that there is
 * no access by default: lists need
 * {@code management.endpoint.larderentries.access=read-only}, and look-ups, which are
 * posted so that no key is in a URL, {@code unrestricted}. Values are shown to nobody
 * unless {@code management.endpoint.larderentries.show-values} says so.
 */
@Endpoint(id = "larderentries", defaultAccess = Access.NONE)
public class LarderEntriesEndpoint {

	/**
	 * With version 2 came the order of use.
	 */
	private static final int SCHEMA_VERSION = 2;

	private static final String HOTTEST = "hottest";

	private static final int USUAL_LIMIT = 100;

	private static final int MAX_VALUE_SIZE = 64 * 1024;

	private final NamedCaches caches;

	private final Show showValues;

	/**
	 * Creates the endpoint.
	 * @param cacheManagers the managers whose caches are looked into, by the name of the
	 * bean; asked anew every time
	 * @param showValues to whom values are shown
	 */
	public LarderEntriesEndpoint(Map<String, LarderCacheManager> cacheManagers, Show showValues) {
		this.caches = new NamedCaches(cacheManagers);
		this.showValues = showValues;
	}

	/**
	 * Lists keys that are in this instance.
	 * @param cache the name of the cache
	 * @param manager the bean name of its cache manager, if several have such a cache
	 * @param prefix the start of the keys, if not all are meant
	 * @param order {@code hottest} for those in most use, which cannot be chosen by
	 * prefix; any keys in the order of their text if {@code null}
	 * @param limit how many to list, 100 if {@code null}, 1,000 at most; 100 of the
	 * hottest, or with digests
	 * @param digests whether to tell what tells equal values from different ones, and
	 * their sizes; the values are serialized for it, which the hottest are not
	 * @return the keys, or {@code null} if there is no such cache
	 * @throws InvalidEndpointRequestException if it is not clear which cache is meant, or
	 * there is no such list
	 */
	@ReadOperation
	public @Nullable EntriesDescriptor entries(String cache, @Nullable String manager, @Nullable String prefix,
			@Nullable String order, @Nullable Integer limit, @Nullable Boolean digests) {
		NamedCache found = this.caches.find(cache, manager);
		if (found == null) {
			return null;
		}
		CacheInspector inspector = found.cache().inspector();
		if (order == null) {
			boolean withDigests = Boolean.TRUE.equals(digests);
			int size = size(limit, withDigests ? CacheInspector.MAX_DIGESTS : CacheInspector.MAX_LIST_SIZE);
			return EntriesDescriptor.of(found, inspector.list((prefix != null) ? prefix : "", size, withDigests));
		}
		if (!order.equals(HOTTEST)) {
			throw NamedCaches.refused("'order' must be '" + HOTTEST + "', or left out.");
		}
		if (prefix != null || digests != null) {
			throw NamedCaches.refused("The hottest keys cannot be chosen by 'prefix', and have no 'digests'.");
		}
		return EntriesDescriptor.of(found, inspector.hottest(size(limit, CacheInspector.MAX_HOTTEST)));
	}

	private static int size(@Nullable Integer limit, int max) {
		int size = (limit != null) ? limit : USUAL_LIMIT;
		if (size < 1 || size > max) {
			throw NamedCaches.refused("'limit' must be from 1 to " + max + ".");
		}
		return size;
	}

	/**
	 * Looks for a key.
	 * @param cache the name of the cache
	 * @param key the key as text, as in {@code docs/keys.md}
	 * @param manager the bean name of its cache manager, if several have such a cache
	 * @param value whether the value is wanted, too
	 * @return the key as this instance knows it, or {@code null} if there is no such
	 * cache
	 * @throws InvalidEndpointRequestException if it is not clear which cache is meant
	 */
	@WriteOperation
	public @Nullable LookUpDescriptor lookUp(String cache, String key, @Nullable String manager,
			@Nullable Boolean value) {
		return lookUp(cache, key, manager, value, this.showValues == Show.ALWAYS);
	}

	@Nullable LookUpDescriptor lookUp(String cache, String key, @Nullable String manager, @Nullable Boolean value,
			boolean mayShowValue) {
		NamedCache found = this.caches.find(cache, manager);
		if (found == null) {
			return null;
		}
		CacheInspector inspector = found.cache().inspector();
		boolean wanted = Boolean.TRUE.equals(value);
		ValueReport shown = (wanted && mayShowValue) ? inspector.readValue(key, MAX_VALUE_SIZE) : null;
		return LookUpDescriptor.of(found, inspector.lookUp(key), ValueDescriptor.of(shown),
				wanted ? Boolean.valueOf(!mayShowValue) : null);
	}

	/**
	 * Keys of a cache that are in this instance.
	 *
	 * @param schemaVersion the version of this description
	 * @param cache the name of the cache
	 * @param manager the bean name of its cache manager
	 * @param order the order of the entries
	 * @param entries the entries
	 * @param seen how many were looked at
	 * @param complete whether these were all
	 */
	public record EntriesDescriptor(int schemaVersion, String cache, String manager, KeyOrder order,
			List<EntryDescriptor> entries, long seen, boolean complete) implements OperationResponseBody {

		static EntriesDescriptor of(NamedCache cache, KeyList list) {
			return new EntriesDescriptor(SCHEMA_VERSION, cache.cache().getName(), cache.manager(), list.order(),
					list.keys().stream().map(EntryDescriptor::of).toList(), list.seen(), list.complete());
		}

	}

	/**
	 * An entry in this instance.
	 *
	 * @param key the key as text
	 * @param local the entry in this instance
	 */
	public record EntryDescriptor(String key, @Nullable LocalDescriptor local) {

		static EntryDescriptor of(KeyReport report) {
			return new EntryDescriptor(report.text(), LocalDescriptor.of(report.local()));
		}

	}

	/**
	 * A key as this instance knows it.
	 *
	 * @param schemaVersion the version of this description
	 * @param cache the name of the cache
	 * @param manager the bean name of its cache manager
	 * @param mode where the entries of the cache live
	 * @param key the key as text
	 * @param itemKey the key in memcached, absent if the cache keeps nothing there
	 * @param node the server that key is on
	 * @param generation the generation that a valid item has there, in hexadecimal digits
	 * @param local the entry in this instance, absent if there is none
	 * @param certain whether nothing can be in this instance beyond that; it is in doubt
	 * where there are too many keys to look at
	 * @param loading whether this instance is loading the value
	 * @param value the value, absent unless it is wanted and may be shown, and if it
	 * cannot be serialized
	 * @param valueWithheld whether the value may not be shown, absent unless it is wanted
	 */
	public record LookUpDescriptor(int schemaVersion, String cache, String manager, String mode, String key,
			@Nullable String itemKey, @Nullable String node, @Nullable String generation,
			@Nullable LocalDescriptor local, boolean certain, boolean loading, @Nullable ValueDescriptor value,
			@Nullable Boolean valueWithheld) implements OperationResponseBody {

		static LookUpDescriptor of(NamedCache cache, KeyReport report, @Nullable ValueDescriptor value,
				@Nullable Boolean valueWithheld) {
			return new LookUpDescriptor(SCHEMA_VERSION, cache.cache().getName(), cache.manager(),
					cache.cache().getSettings().mode().id(), report.text(), report.itemKey(), report.node(),
					hex(report.generation()), LocalDescriptor.of(report.local()), report.certain(), report.loading(),
					value, valueWithheld);
		}

	}

	/**
	 * A value in this instance, in the form that its item has in memcached without
	 * compression.
	 *
	 * @param flags the flags of the item
	 * @param data the item, or its beginning, in base64
	 * @param sizeBytes the size of the whole item
	 */
	public record ValueDescriptor(long flags, String data, int sizeBytes) {

		static @Nullable ValueDescriptor of(@Nullable ValueReport value) {
			return (value != null) ? new ValueDescriptor(value.flags(), value.base64(), value.size()) : null;
		}

		@Override
		public String toString() {
			return "ValueDescriptor[sizeBytes=" + this.sizeBytes + "]";
		}

	}

	/**
	 * An entry, or a copy of one, in this instance.
	 *
	 * @param servable whether a caller would be given it
	 * @param generation the generation it belongs to, in hexadecimal digits
	 * @param writtenAt when it was written, absent if unknown
	 * @param freshUntil until when it may be served, absent if it never ends
	 * @param ageMs how long ago it was written, in milliseconds
	 * @param remainingMs how long it may still be served, in milliseconds
	 * @param digest tells equal values from different ones: the beginning of the SHA-256
	 * of the serialized value; absent in lists unless it is wanted, and if the value
	 * cannot be serialized
	 * @param sizeBytes the length of the serialized value
	 */
	public record LocalDescriptor(boolean servable, String generation, @Nullable Instant writtenAt,
			@Nullable Instant freshUntil, @Nullable Long ageMs, @Nullable Long remainingMs, @Nullable String digest,
			@Nullable Integer sizeBytes) {

		static @Nullable LocalDescriptor of(@Nullable LocalReport local) {
			if (local == null) {
				return null;
			}
			long now = System.currentTimeMillis();
			Long writtenAt = local.writtenAt();
			Long freshUntil = local.freshUntil();
			return new LocalDescriptor(local.servable(), HexFormat.of().toHexDigits(local.generation()),
					time(writtenAt), time(freshUntil), (writtenAt != null) ? Math.max(0, now - writtenAt) : null,
					(freshUntil != null) ? Math.max(0, freshUntil - now) : null, local.digest(), local.size());
		}

		private static @Nullable Instant time(@Nullable Long millis) {
			return (millis != null) ? Instant.ofEpochMilli(millis) : null;
		}

	}

	private static @Nullable String hex(@Nullable Long generation) {
		return (generation != null) ? HexFormat.of().toHexDigits(generation) : null;
	}

}
