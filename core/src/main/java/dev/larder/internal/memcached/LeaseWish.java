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
 * What who takes a lease is after.
 *
 * @param newerThan an entry written at this time or before is to be loaded anew, even
 * though it is fresh; in milliseconds since the epoch
 * @param waits whether to wait for another instance that is loading the value
 */
record LeaseWish(long newerThan, boolean waits) {

	/**
	 * Any fresh entry will do, and the load of another instance is waited for.
	 */
	static final LeaseWish VALUE = new LeaseWish(-1, true);

	/**
	 * Any fresh entry will do; what another instance is loading is loaded here as well,
	 * as who takes several leases must not wait for one while holding another.
	 */
	static final LeaseWish VALUE_AT_ONCE = new LeaseWish(-1, false);

}
