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

/**
 * Some of many, as many as a page shows of them.
 *
 * @param items the items
 * @param page which they are, from 1
 * @param pages how many such pages there are
 * @param <T> the type of the items
 */
record ListPage<T>(List<T> items, int page, int pages) {

	/**
	 * More would not be read, and would take long to show.
	 */
	static final int SIZE = 20;

	/**
	 * Returns a page, or the last one if there are fewer.
	 */
	static <T> ListPage<T> of(List<T> all, int page) {
		return of(all, page, SIZE);
	}

	/**
	 * Returns a page of another size, or the last one if there are fewer.
	 */
	static <T> ListPage<T> of(List<T> all, int page, int size) {
		int pages = Math.max(1, (all.size() + size - 1) / size);
		int shown = Math.max(1, Math.min(page, pages));
		return new ListPage<>(all.subList((shown - 1) * size, Math.min(shown * size, all.size())), shown, pages);
	}

}
