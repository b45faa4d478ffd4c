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
package dev.larder.admin.audit;

import java.time.Instant;
import java.util.Map;

/**
 * An audit event.
 *
 * @param id its number, which rises with time
 * @param timestamp when it happened
 * @param principal who did it
 * @param type what was done
 * @param data to what, why, and how it went
 */
public record AuditEventView(long id, Instant timestamp, String principal, String type, Map<String, Object> data) {

}
