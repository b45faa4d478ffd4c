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
package dev.larder.benchmarks.outage;

/**
 * How a call ended.
 */
enum CallResult {

	/**
	 * A read found a value, or a value was stored.
	 */
	SUCCESS,

	/**
	 * A read found nothing.
	 */
	MISS,

	/**
	 * The caller got an exception.
	 */
	EXCEPTION,

	/**
	 * The call had not ended when the measurement did.
	 */
	UNDER_WAY

}
