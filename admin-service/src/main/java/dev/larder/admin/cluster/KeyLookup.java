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

import java.util.List;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerSummary;

/**
 * What the servers of a cluster have under a key.
 *
 * @param keySha256 what stands for the key in the audit events: the first 16 digits of
 * its SHA-256
 * @param summary how many servers answered how
 * @param results what each server has
 */
public record KeyLookup(String keySha256, AnswerSummary summary, List<Answer<FoundItem>> results) {

}
