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

package dev.larder.admin.history;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.InstanceGateway;
import dev.larder.admin.application.NodeReport;

/**
 * Asks instances, with one request each if they have the starter.
 */
final class InstanceQuestions {

	private final InstanceGateway gateway;

	private final Clock clock;

	InstanceQuestions(InstanceGateway gateway, Clock clock) {
		this.gateway = gateway;
		this.clock = clock;
	}

	FollowedTarget<InstanceSample> target(ClientApplication application, ApplicationInstance instance) {
		return new FollowedTarget<>(Subject.instance(application.name(), instance.id()), instance.id(),
				(last) -> new InstanceSample(this.clock.instant(), this.gateway.report(application, instance)),
				InstanceQuestions::events);
	}

	/**
	 * Tells which lags are new: the last one is reported until there is another.
	 */
	static List<Event> events(InstanceSample earlier, InstanceSample later) {
		Map<String, NodeReport.CoherenceReport> before = coherence(earlier);
		List<Event> events = new ArrayList<>();
		coherence(later).forEach((node, report) -> {
			NodeReport.CoherenceReport last = before.get(node);
			Long lag = report.lastLagMs();
			if (last != null && lag != null && !lag.equals(last.lastLagMs())) {
				events.add(new Event(Event.Kind.COHERENCE_LAG, later.takenAt(), lag, node));
			}
		});
		return events;
	}

	private static Map<String, NodeReport.CoherenceReport> coherence(InstanceSample sample) {
		Map<String, NodeReport.CoherenceReport> reports = new HashMap<>();
		List<NodeReport> nodes = sample.report().nodes();
		for (NodeReport node : (nodes != null) ? nodes : List.<NodeReport>of()) {
			if (node.name() != null && node.coherence() != null) {
				reports.put(node.name(), node.coherence());
			}
		}
		return reports;
	}

}
