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

package dev.larder.admin.application;

import java.time.Instant;
import java.util.Base64;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What an instance knows of a key. A newer starter may tell more, an older one less.
 *
 * @param mode where the entries of the cache live: {@code local}, {@code memcached} or
 * {@code tiered}
 * @param key the key as text
 * @param itemKey the key in memcached, or {@code null} if the cache keeps nothing there
 * @param node the address of the server that key is on, as the instance calls it
 * @param generation the generation that a valid item has there
 * @param local what is in the instance, or {@code null} if nothing is
 * @param certain whether nothing can be in the instance beyond that
 * @param loading whether the instance is loading the value
 * @param value the value, if it was asked for and may be shown
 * @param valueWithheld whether the value was asked for and may not be shown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntryReport(@Nullable String mode, @Nullable String key, @Nullable String itemKey, @Nullable String node,
		@Nullable String generation, @Nullable LocalEntry local, @Nullable Boolean certain, @Nullable Boolean loading,
		@Nullable ValueItem value, @Nullable Boolean valueWithheld) {

	/**
	 * An entry, or a copy of one, in an instance.
	 *
	 * @param servable whether a caller would be given it
	 * @param generation the generation it belongs to
	 * @param writtenAt when it was written, or {@code null} if unknown
	 * @param freshUntil until when it may be served, or {@code null} if it never ends
	 * @param digest tells equal values from different ones, or {@code null} if unknown
	 * @param sizeBytes the length of the serialized value
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record LocalEntry(@Nullable Boolean servable, @Nullable String generation, @Nullable Instant writtenAt,
			@Nullable Instant freshUntil, @Nullable String digest, @Nullable Long sizeBytes) {

	}

	/**
	 * A value in the form that its item has in memcached.
	 *
	 * @param flags the flags of the item
	 * @param data the item, or its beginning, in base64
	 * @param sizeBytes the size of the whole item
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record ValueItem(@Nullable Long flags, @Nullable String data, @Nullable Long sizeBytes) {

		/**
		 * Returns the item, or its beginning.
		 * @return the bytes, or {@code null} if there are none that can be read
		 */
		public byte @Nullable [] bytes() {
			try {
				return (this.data != null) ? Base64.getDecoder().decode(this.data) : null;
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
		}

		@Override
		public String toString() {
			return "ValueItem[sizeBytes=" + this.sizeBytes + "]";
		}

	}

}
