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

import org.jspecify.annotations.Nullable;

/**
 * What a table is sorted by, for the links in its head.
 *
 * @param column the name of the column, as in the URL
 * @param descending whether the largest comes first
 */
record Sorting(String column, boolean descending) {

	/**
	 * Returns the page sorted by a column: in the opposite order if it is sorted by it
	 * already.
	 * @param query the query of the page
	 * @param column the name of the column
	 * @param descending whether the largest comes first at first
	 * @return the query of the other page, at the beginning of the list
	 */
	public PageQuery by(PageQuery query, String column, boolean descending) {
		boolean order = column.equals(this.column) ? !this.descending : descending;
		return query.with("sort", column).with("descending", order ? true : null).with("page", null);
	}

	/**
	 * Returns how a column is sorted, as assistive technology is told.
	 * @param column the name of the column
	 * @return the value of {@code aria-sort}, or {@code null} if the table is sorted by
	 * another
	 */
	public @Nullable String order(String column) {
		return column.equals(this.column) ? (this.descending ? "descending" : "ascending") : null;
	}

}
