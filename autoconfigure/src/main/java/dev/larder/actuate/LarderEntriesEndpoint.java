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
import dev.larder.cache.CacheInspector.KeyReport;
import dev.larder.cache.CacheInspector.LocalReport;
import dev.larder.cache.LarderCacheManager;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint that shows which keys are in the caches of this instance, and looks
 * for one, without showing values and without counting as a use of them. Keys may be
 * personal data, so that there is no access by default: lists need
 * {@code management.endpoint.larderentries.access=read-only}, and look-ups, which are
 * posted so that no key is in a URL, {@code unrestricted}.
 */
@Endpoint(id = "larderentries", defaultAccess = Access.NONE)
public class LarderEntriesEndpoint {

	private static final int SCHEMA_VERSION = 1;

	private static final int USUAL_LIMIT = 100;

	private final NamedCaches caches;

	/**
	 * Creates the endpoint.
	 * @param cacheManagers the managers whose caches are looked into, by the name of the
	 * bean; asked anew every time
	 */
	public LarderEntriesEndpoint(Map<String, LarderCacheManager> cacheManagers) {
		this.caches = new NamedCaches(cacheManagers);
	}

	/**
	 * Lists keys that are in this instance.
	 * @param cache the name of the cache
	 * @param manager the bean name of its cache manager, if several have such a cache
	 * @param prefix the start of the keys, if not all are meant
	 * @param limit how many to list, 100 if {@code null}, 1,000 at most
	 * @return the keys, or {@code null} if there is no such cache
	 * @throws InvalidEndpointRequestException if it is not clear which cache is meant
	 */
	@ReadOperation
	public @Nullable EntriesDescriptor entries(String cache, @Nullable String manager, @Nullable String prefix,
			@Nullable Integer limit) {
		NamedCache found = this.caches.find(cache, manager);
		if (found == null) {
			return null;
		}
		int size = (limit != null) ? limit : USUAL_LIMIT;
		if (size < 1 || size > CacheInspector.MAX_LIST_SIZE) {
			throw NamedCaches.refused("'limit' must be from 1 to " + CacheInspector.MAX_LIST_SIZE + ".");
		}
		return EntriesDescriptor.of(found, found.cache().inspector().list((prefix != null) ? prefix : "", size));
	}

	/**
	 * Looks for a key.
	 * @param cache the name of the cache
	 * @param key the key as text, as in {@code docs/keys.md}
	 * @param manager the bean name of its cache manager, if several have such a cache
	 * @return the key as this instance knows it, or {@code null} if there is no such
	 * cache
	 * @throws InvalidEndpointRequestException if it is not clear which cache is meant
	 */
	@WriteOperation
	public @Nullable LookUpDescriptor lookUp(String cache, String key, @Nullable String manager) {
		NamedCache found = this.caches.find(cache, manager);
		return (found != null) ? LookUpDescriptor.of(found, found.cache().inspector().lookUp(key)) : null;
	}

	/**
	 * Keys of a cache that are in this instance.
	 *
	 * @param schemaVersion the version of this description
	 * @param cache the name of the cache
	 * @param manager the bean name of its cache manager
	 * @param entries the entries, in the order of their keys
	 * @param seen how many were looked at
	 * @param complete whether these were all
	 */
	public record EntriesDescriptor(int schemaVersion, String cache, String manager, List<EntryDescriptor> entries,
			long seen, boolean complete) implements OperationResponseBody {

		static EntriesDescriptor of(NamedCache cache, KeyList list) {
			return new EntriesDescriptor(SCHEMA_VERSION, cache.cache().getName(), cache.manager(),
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
	 */
	public record LookUpDescriptor(int schemaVersion, String cache, String manager, String mode, String key,
			@Nullable String itemKey, @Nullable String node, @Nullable String generation,
			@Nullable LocalDescriptor local, boolean certain, boolean loading) implements OperationResponseBody {

		static LookUpDescriptor of(NamedCache cache, KeyReport report) {
			return new LookUpDescriptor(SCHEMA_VERSION, cache.cache().getName(), cache.manager(),
					cache.cache().getSettings().mode().id(), report.text(), report.itemKey(), report.node(),
					hex(report.generation()), LocalDescriptor.of(report.local()), report.certain(), report.loading());
		}

	}

	/**
	 * An entry, or a copy of one, in this instance.
	 *
	 * @param servable whether a caller would be given it
	 * @param generation the generation it belongs to, in hexadecimal digits
	 * @param writtenAt when it was written, absent if unknown
	 * @param freshUntil until when it may be served, absent if it never ends
	 * @param digest tells equal values from different ones: the beginning of the SHA-256
	 * of the serialized value; absent in lists, and if it cannot be serialized
	 * @param sizeBytes the length of the serialized value
	 */
	public record LocalDescriptor(boolean servable, String generation, @Nullable Instant writtenAt,
			@Nullable Instant freshUntil, @Nullable String digest, @Nullable Integer sizeBytes) {

		static @Nullable LocalDescriptor of(@Nullable LocalReport local) {
			return (local == null) ? null
					: new LocalDescriptor(local.servable(), HexFormat.of().toHexDigits(local.generation()),
							time(local.writtenAt()), time(local.freshUntil()), local.digest(), local.size());
		}

		private static @Nullable Instant time(@Nullable Long millis) {
			return (millis != null) ? Instant.ofEpochMilli(millis) : null;
		}

	}

	private static @Nullable String hex(@Nullable Long generation) {
		return (generation != null) ? HexFormat.of().toHexDigits(generation) : null;
	}

}
