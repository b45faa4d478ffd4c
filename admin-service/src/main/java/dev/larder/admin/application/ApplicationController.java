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
import java.util.function.Function;

import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows applications and their caches. Each instance with the starter is asked once per
 * request, one without some times.
 */
@RestController
@RequestMapping(path = "/api/{version}/applications", version = "v1")
class ApplicationController {

	private final ApplicationCatalog catalog;

	private final InstanceGateway gateway;

	private final FanOut fanOut;

	private final InstanceIdentities identities;

	ApplicationController(ApplicationCatalog catalog, InstanceGateway gateway, FanOut fanOut,
			InstanceIdentities identities) {
		this.identities = identities;
		this.catalog = catalog;
		this.gateway = gateway;
		this.fanOut = fanOut;
	}

	@GetMapping
	ApplicationList applications() {
		return new ApplicationList(this.catalog.applicationsWithDuplicates()
			.stream()
			.map((application) -> ApplicationSummary.of(this.identities.withoutDuplicates(application),
					this.identities.duplicates(application)))
			.toList(), this.catalog.sources());
	}

	@GetMapping("/{application}")
	ApplicationView application(@PathVariable String application) {
		ClientApplication found = this.catalog.application(application);
		Answers<InstanceOverview> answers = ask(found, InstanceOverview::of);
		return new ApplicationView(found.name(), Instant.now(), answers.summary(), answers.results());
	}

	@GetMapping("/{application}/caches")
	CachesView caches(@PathVariable String application) {
		ClientApplication found = this.catalog.application(application);
		Answers<CachesView.InstanceCaches> answers = ask(found, CachesView.InstanceCaches::of);
		return new CachesView(found.name(), Instant.now(), answers.summary(), answers.results());
	}

	private <T> Answers<T> ask(ClientApplication application, Function<InstanceReport, T> view) {
		return this.fanOut
			.ask(application.instances(), ApplicationInstance::id,
					(instance) -> view.apply(this.gateway.report(application, instance)))
			.requireAny();
	}

}
