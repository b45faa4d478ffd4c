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
package dev.larder.benchmarks.result;

import java.time.LocalDate;

/**
 * The result of a suite, and how it came about. Immutable.
 *
 * @param date the day of the measurement
 * @param seconds how long it took
 * @param quick whether little time was taken, so that the figures say little
 * @param environment where it was made
 * @param result what was found out
 */
public record Measurement(LocalDate date, long seconds, boolean quick, Environment environment, SuiteResult result) {
}
