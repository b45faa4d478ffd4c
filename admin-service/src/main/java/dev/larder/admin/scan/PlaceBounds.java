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
package dev.larder.admin.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.larder.admin.scan.Generations.OpenCase;
import dev.larder.admin.scan.Generations.Verdicts;

/**
 * From when on the items of a place are valid, as far as that is known. The number that
 * they must carry has changed at one moment: what was stored before an invalid item is
 * invalid, and what was stored after a valid one is valid, but for loads that were under
 * way at the moment. A few headers therefore tell of many items. Not safe for use by
 * several threads.
 */
final class PlaceBounds {

	/**
	 * The change of the newest item that is known to be invalid.
	 */
	private long invalidTo;

	/**
	 * The change of the oldest item that is known to be valid.
	 */
	private long validFrom = Long.MAX_VALUE;

	/**
	 * Judges items of this place.
	 * @param cases the items
	 * @param headers reads some of them
	 * @param verdicts gets the items
	 */
	void judge(List<OpenCase> cases, ItemHeaders headers, Verdicts verdicts) {
		List<OpenCase> unknown = new ArrayList<>();
		for (OpenCase open : cases) {
			if (isUnknown(open.item().cas())) {
				unknown.add(open);
			}
		}
		unknown.sort(Comparator.comparingLong((open) -> open.item().cas()));
		narrow(unknown, headers);
		for (OpenCase open : cases) {
			long cas = open.item().cas();
			verdicts.judged(open.item(), isUnknown(cas) ? null : Boolean.valueOf(cas < this.validFrom));
		}
	}

	private boolean isUnknown(long cas) {
		return cas > this.invalidTo && cas < this.validFrom;
	}

	/**
	 * Reads headers until all is known: of the newest, of the oldest, then in the middle.
	 */
	private void narrow(List<OpenCase> sorted, ItemHeaders headers) {
		boolean newestRead = false;
		boolean oldestRead = false;
		while (!sorted.isEmpty() && headers.areLeft()) {
			int index = !newestRead ? sorted.size() - 1 : (!oldestRead ? 0 : sorted.size() / 2);
			OpenCase open = sorted.remove(index);
			Long number = headers.generation(open.item());
			if (number == null) {
				// It was replaced or deleted since it was listed
				continue;
			}
			oldestRead = newestRead;
			newestRead = true;
			if (number == open.number()) {
				this.validFrom = Math.min(this.validFrom, open.item().cas());
				sorted.subList(index, sorted.size()).clear();
			}
			else {
				this.invalidTo = Math.max(this.invalidTo, open.item().cas());
				sorted.subList(0, index).clear();
			}
		}
	}

}
