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
 * How the servers behind a DNS name were found.
 *
 * @param dns the name, with the port of the servers
 * @param resolvedAt when its addresses were last known, or {@code null} if they never
 * were
 * @param problem why they are not known now, or {@code null} if they are
 */
public record Resolution(String dns, @Nullable Instant resolvedAt, @Nullable String problem) {
}
