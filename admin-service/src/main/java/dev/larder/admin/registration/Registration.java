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

package dev.larder.admin.registration;

import java.time.Instant;

/**
 * An instance that has registered itself.
 *
 * @param id its id
 * @param application the name of its application
 * @param managementUrl where its management endpoints are
 * @param registeredBy who renewed it last
 * @param registeredAt when it came
 * @param renewedAt when it was renewed last
 * @param expiresAt when it is forgotten unless it is renewed before
 */
record Registration(String id, String application, String managementUrl, String registeredBy, Instant registeredAt,
		Instant renewedAt, Instant expiresAt) {

}
