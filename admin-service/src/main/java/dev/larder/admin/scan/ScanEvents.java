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

import java.time.Instant;
import java.util.List;

import dev.larder.admin.scan.ScanView.ServerProgress;
import dev.larder.admin.scan.ScanView.State;
import dev.larder.admin.stream.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a scan has come, without what it has found.
 */
final class ScanEvents implements EventSource {

	private final Scan scan;

	private @Nullable ScanProgress told;

	ScanEvents(Scan scan) {
		this.scan = scan;
	}

	@Override
	public News next() {
		ScanProgress progress = this.scan.progress();
		boolean nothing = progress.equals(this.told);
		this.told = progress;
		return new News(nothing ? null : progress, progress.state() != State.RUNNING);
	}

	/**
	 * How far a scan has come.
	 *
	 * @param id its id
	 * @param state how it goes
	 * @param finishedAt when it ended
	 * @param completeness how much of what there is was seen, in words
	 * @param servers how far it has come with each server
	 */
	record ScanProgress(String id, State state, @Nullable Instant finishedAt, String completeness,
			List<ServerProgress> servers) {

	}

}
