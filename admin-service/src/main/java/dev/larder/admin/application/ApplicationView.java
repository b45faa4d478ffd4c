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
package dev.larder.admin.application;

import java.time.Instant;
import java.util.List;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerSummary;

/**
 * An application, as its instances describe themselves.
 *
 * @param name its name
 * @param sampledAt when its instances were asked
 * @param summary how many instances answered how
 * @param results what each instance answered
 */
record ApplicationView(String name, Instant sampledAt, AnswerSummary summary, List<Answer<InstanceOverview>> results) {

}
