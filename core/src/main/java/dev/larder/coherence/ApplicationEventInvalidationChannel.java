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
package dev.larder.coherence;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.util.Assert;

/**
 * A channel over Spring's application events, so that a few lines connect any broker: a
 * listener for {@link InvalidationPublishedEvent} that sends, and a receiver that
 * publishes {@link InvalidationReceivedEvent}. Thread-safe.
 */
public final class ApplicationEventInvalidationChannel
		implements InvalidationChannel, ApplicationListener<InvalidationReceivedEvent> {

	private final ApplicationEventPublisher publisher;

	private final List<Consumer<Invalidation>> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Creates a channel, which has to be a bean to receive events.
	 * @param publisher takes the events
	 */
	public ApplicationEventInvalidationChannel(ApplicationEventPublisher publisher) {
		Assert.notNull(publisher, "'publisher' must not be null");
		this.publisher = publisher;
	}

	@Override
	public void publish(Invalidation invalidation) {
		this.publisher.publishEvent(new InvalidationPublishedEvent(this, invalidation));
	}

	@Override
	public Subscription subscribe(Consumer<Invalidation> listener) {
		Assert.notNull(listener, "'listener' must not be null");
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	@Override
	public void onApplicationEvent(InvalidationReceivedEvent event) {
		this.listeners.forEach((listener) -> listener.accept(event.invalidation()));
	}

}
