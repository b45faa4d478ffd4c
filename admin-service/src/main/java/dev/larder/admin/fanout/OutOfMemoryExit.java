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

package dev.larder.admin.fanout;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when there is no memory left. What else may have died of it nobody
 * knows, and whoever watches over the process starts it anew; nothing it has recorded is
 * lost.
 */
public final class OutOfMemoryExit {

	/**
	 * The status that {@code -XX:+ExitOnOutOfMemoryError} ends with.
	 */
	private static final int STATUS = 3;

	private static final Logger logger = LoggerFactory.getLogger(OutOfMemoryExit.class);

	private OutOfMemoryExit() {
	}

	/**
	 * Ends the process if a failure comes from a lack of memory.
	 * @param failure the failure
	 */
	public static void check(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof OutOfMemoryError) {
				// Without shutdown hooks, which need memory too
				Runtime.getRuntime().halt(STATUS);
			}
		}
	}

	/**
	 * Logs what ended a thread, and ends the process if that was a lack of memory.
	 * @param thread the thread
	 * @param failure what ended it
	 */
	public static void uncaught(Thread thread, Throwable failure) {
		check(failure);
		logger.error("The thread {} ended", thread.getName(), failure);
	}

}
