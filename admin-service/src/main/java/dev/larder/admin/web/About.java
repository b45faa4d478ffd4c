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
package dev.larder.admin.web;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What this service is.
 *
 * @param name its name
 * @param version its version, or {@code null} if it was not built as a release is
 * @param javaVersion the version of Java it runs on
 * @param springBootVersion the version of Spring Boot it uses
 * @param startedAt when it started
 */
public record About(String name, @Nullable String version, String javaVersion, String springBootVersion,
		Instant startedAt) {

}
