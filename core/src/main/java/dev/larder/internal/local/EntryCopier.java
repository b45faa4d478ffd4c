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
package dev.larder.internal.local;

import dev.larder.internal.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entries so that callers cannot change what is kept: nobody gets the object that
 * somebody else has. Thread-safe.
 */
public interface EntryCopier {

	/**
	 * Makes the form to keep of an entry that others have, too.
	 * @param entry the entry
	 * @return the entry to keep, or {@code null} if the entry cannot be kept so
	 */
	@Nullable Entry keep(Entry entry);

	/**
	 * Makes the copy for a caller. Called on every hit.
	 * @param kept the entry that is kept
	 * @return an entry of the caller's own, or {@code null} if it cannot be made and the
	 * entry counts as missing
	 */
	@Nullable Entry give(Entry kept);

}
