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
package dev.larder.autoconfigure;

import org.springframework.aot.AotDetector;
import org.springframework.context.aot.AbstractAotProcessor;

/**
 * Whether an application is prepared or started with what was found out ahead of time.
 * Conditions hold or fail while it is processed, when most settings are not known yet.
 */
final class AheadOfTime {

	private AheadOfTime() {
	}

	/**
	 * Returns whether the application is processed now, and started at another time.
	 */
	static boolean isProcessing() {
		return Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING);
	}

	/**
	 * Returns whether the application that starts was processed before.
	 */
	static boolean isUsed() {
		return AotDetector.useGeneratedArtifacts();
	}

}
