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

/**
 * The answers of memcached to a storage command.
 */
public enum StoreResult {

	/**
	 * The item was stored.
	 */
	STORED,

	/**
	 * The item was not stored, because the condition of the command did not hold.
	 */
	NOT_STORED,

	/**
	 * The item was changed since its CAS token was read.
	 */
	EXISTS,

	/**
	 * The item whose CAS token was given is gone.
	 */
	NOT_FOUND,

	/**
	 * The item is larger than the server takes. Only a {@code set} has removed the former
	 * one.
	 */
	TOO_LARGE

}
