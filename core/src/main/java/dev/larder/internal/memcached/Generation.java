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

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The validity of the entries of one cache on one node, which become invalid all at once.
 * Thread-safe.
 */
public sealed interface Generation permits StoredGeneration, PlacedGeneration, NoGeneration {

	/**
	 * Returns the number an entry must carry to be served, fetching it if need be.
	 * @return the number to be; fails as the operations of the node do
	 */
	CompletableFuture<Long> current();

	/**
	 * Returns how often another generation has taken the place of one that was known. An
	 * entry that was read after this number was asked for belongs to the present
	 * generation, as far as this instance knows, while the number stays the same. Costs
	 * one volatile read.
	 * @return the number, which only grows
	 */
	long changes();

	/**
	 * Makes everything that was stored before invalid.
	 * @return complete when that is done; fails if it is to be repeated
	 */
	CompletableFuture<Void> renew();

	/**
	 * Returns whether other instances see by themselves that the generation was renewed.
	 * @return {@code false} if they have to be told
	 */
	boolean isSeenByOthers();

	/**
	 * Returns what is kept of it on the node.
	 * @return what is kept, or {@code null} if that is nothing
	 */
	@Nullable StoredGeneration stored();

}
