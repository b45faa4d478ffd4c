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

package dev.larder.admin.console;

import java.util.List;

import dev.larder.admin.scan.ScanFindings.Bucket;
import org.jspecify.annotations.Nullable;

/**
 * How many items there are of each size, or of each remaining life.
 *
 * @param bars the bars, from the smallest on
 */
record Histogram(List<Bar> bars) {

	static Histogram of(List<Bucket> buckets) {
		long most = buckets.stream().mapToLong(Bucket::count).max().orElse(0);
		return new Histogram(buckets.stream()
			.map((bucket) -> new Bar(bucket.from(), bucket.to(), bucket.count(),
					(most > 0) ? (double) bucket.count() / most : 0))
			.toList());
	}

	/**
	 * A bar.
	 *
	 * @param from the lower bound, or {@code null}
	 * @param to the upper bound, or {@code null} if there is none
	 * @param count how many items there are within
	 * @param ratio its length as a share of that of the longest
	 */
	record Bar(@Nullable Long from, @Nullable Long to, long count, double ratio) {
	}

}
