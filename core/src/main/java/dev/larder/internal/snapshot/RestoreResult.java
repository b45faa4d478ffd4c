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

/**
 * What became of the entries of a snapshot.
 *
 * @param caches the number of caches that entries were restored to
 * @param restored the number of entries that are back
 * @param expired the number of those whose time to live is over
 * @param newer the number of those that were changed, evicted or cleared since
 * @param leftOut the number of those that cannot be read, or whose cache is no local one
 */
record RestoreResult(long caches, long restored, long expired, long newer, long leftOut) {

	static final RestoreResult NOTHING = new RestoreResult(0, 0, 0, 0, 0);

}
