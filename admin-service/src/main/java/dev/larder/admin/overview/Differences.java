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

package dev.larder.admin.overview;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerSummary;
import org.jspecify.annotations.Nullable;

/**
 * What is not the same in all servers of a cluster.
 *
 * @param cluster the cluster's name
 * @param sampledAt when its servers were asked
 * @param summary how many servers answered how
 * @param settings the version and settings that differ, perhaps none
 * @param skews how unevenly things are spread
 * @param clocks how the clocks differ, or {@code null} if fewer than two servers tell
 * @param results what each server answered, in short
 */
public record Differences(String cluster, Instant sampledAt, AnswerSummary summary, List<Setting> settings,
		List<Skew> skews, @Nullable Clocks clocks, List<Answer<ServerFacts>> results) {

	/**
	 * A setting that differs.
	 *
	 * @param name its name, as {@code stats settings} has it, or {@code version}
	 * @param values its value in each server, by the server's id; a server that does not
	 * know it is missing
	 */
	public record Setting(String name, Map<String, String> values) {
	}

	/**
	 * How unevenly something is spread.
	 *
	 * @param name {@code items}, {@code usedBytes}, {@code connections},
	 * {@code readsPerSecond}, which is from the last sample and without the polls by
	 * which instances learn of changes, or {@code ringShare}, the share of all keys that
	 * clients place there, if all servers weigh the same
	 * @param values how much each server has, by its id
	 * @param mean what each would have if it were spread evenly
	 * @param maxToMean the multiple of that which the server with the most has, or
	 * {@code null} if there is nothing
	 */
	public record Skew(String name, Map<String, Double> values, double mean, @Nullable Double maxToMean) {
	}

	/**
	 * How the clocks of servers differ.
	 *
	 * @param offsetsMs how far each is ahead of the clock of this service, in
	 * milliseconds, by the server's id
	 * @param skewMs by how much they differ at most, in milliseconds
	 * @param precisionMs how exact that is, in milliseconds: servers tell whole seconds
	 */
	public record Clocks(Map<String, Long> offsetsMs, long skewMs, long precisionMs) {
	}

	/**
	 * What a server told.
	 *
	 * @param version its version
	 * @param items how many items it holds
	 * @param usedBytes how much memory they take
	 * @param connections open connections
	 */
	public record ServerFacts(@Nullable String version, @Nullable Long items, @Nullable Long usedBytes,
			@Nullable Long connections) {
	}

}
