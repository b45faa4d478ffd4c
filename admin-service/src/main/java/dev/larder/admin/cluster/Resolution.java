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
package dev.larder.admin.cluster;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the servers of a cluster were found that has them found by a name.
 *
 * @param dns the DNS name whose addresses they are, with the port of the servers, or
 * {@code null} if they are found in another way
 * @param elasticache the configuration endpoint that tells them, or {@code null} if they
 * are found in another way
 * @param resolvedAt when they were last known, or {@code null} if they never were
 * @param problem why they are not known now, or {@code null} if they are
 */
public record Resolution(@Nullable String dns, @Nullable String elasticache, @Nullable Instant resolvedAt,
		@Nullable String problem) {
}
