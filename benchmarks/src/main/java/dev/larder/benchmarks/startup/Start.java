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
package dev.larder.benchmarks.startup;

/**
 * A start of an application.
 *
 * @param started the time until it had started, in milliseconds
 * @param answered the time until its first cached call had returned, in milliseconds, or
 * the same where none was made
 * @param cpu the processor time until it had started, in milliseconds, or not a number
 * where the system does not tell
 * @param footprint what it needed then
 */
record Start(double started, double answered, double cpu, Footprint footprint) {
}
