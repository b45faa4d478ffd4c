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
package dev.larder.internal.coherence;

import java.util.ArrayList;
import java.util.List;

import dev.larder.coherence.ApplicationEventInvalidationChannel;
import dev.larder.coherence.Invalidation;
import dev.larder.coherence.InvalidationPublishedEvent;
import dev.larder.coherence.InvalidationReceivedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationEventInvalidationChannel}.
 */
class ApplicationEventInvalidationChannelTests {

	private static final Invalidation INVALIDATION = Invalidation.ofEverything("cache-1:11211", 1, 2);

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final List<Invalidation> published = new ArrayList<>();

	private final List<Invalidation> received = new ArrayList<>();

	private ApplicationEventInvalidationChannel channel;

	@BeforeEach
	void start() {
		this.context.registerBean(ApplicationEventInvalidationChannel.class,
				() -> new ApplicationEventInvalidationChannel(this.context));
		ApplicationListener<InvalidationPublishedEvent> sender = (event) -> this.published.add(event.invalidation());
		this.context.addApplicationListener(new Sender(sender));
		this.context.refresh();
		this.channel = this.context.getBean(ApplicationEventInvalidationChannel.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void invalidationIsPublishedAsAnEvent() {
		this.channel.publish(INVALIDATION);
		assertThat(this.published).containsExactly(INVALIDATION);
	}

	@Test
	void eventReachesTheListener() {
		this.channel.subscribe(this.received::add);
		this.context.publishEvent(new InvalidationReceivedEvent(this, INVALIDATION));
		assertThat(this.received).containsExactly(INVALIDATION);
	}

	@Test
	void whatIsPublishedIsNotReceived() {
		this.channel.subscribe(this.received::add);
		this.channel.publish(INVALIDATION);
		assertThat(this.received).isEmpty();
	}

	@Test
	void listenerIsNotCalledAfterItsSubscriptionEnded() {
		this.channel.subscribe(this.received::add).close();
		this.context.publishEvent(new InvalidationReceivedEvent(this, INVALIDATION));
		assertThat(this.received).isEmpty();
	}

	private record Sender(ApplicationListener<InvalidationPublishedEvent> delegate)
			implements
				ApplicationListener<InvalidationPublishedEvent> {

		@Override
		public void onApplicationEvent(InvalidationPublishedEvent event) {
			this.delegate.onApplicationEvent(event);
		}

	}

}
