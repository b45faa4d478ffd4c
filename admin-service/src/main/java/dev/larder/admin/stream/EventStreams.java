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

package dev.larder.admin.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends events to clients until there are no more, the client goes away, or ten minutes
 * are over: then a browser connects again by itself. Each stream has a thread of its own,
 * so that a slow client holds up nobody, and there are only so many. They end before the
 * web server does, whose end would wait for them. Safe for use by several threads.
 */
@Component
public class EventStreams implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(EventStreams.class);

	private static final int MAX_STREAMS = 100;

	private static final int MAX_STREAMS_PER_USER = 10;

	private static final Duration MAX_AGE = Duration.ofMinutes(10);

	private final Duration interval;

	private final Duration heartbeat;

	private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("events-");

	private final Set<Stream> streams = new HashSet<>();

	private final Map<String, Integer> perUser = new HashMap<>();

	private boolean running;

	@Autowired
	EventStreams() {
		this(Duration.ofMillis(500), Duration.ofSeconds(15));
	}

	/**
	 * Creates streams.
	 * @param interval how often there may be something new
	 * @param heartbeat how often clients and proxies are shown that the stream lives
	 */
	EventStreams(Duration interval, Duration heartbeat) {
		this.interval = interval;
		this.heartbeat = heartbeat;
		this.executor.setDaemon(true);
	}

	/**
	 * Begins a stream.
	 * @param user for whom; what the source sees is what this thread may see
	 * @param source what to tell
	 * @return the answer to the request
	 * @throws ApiException if there are too many streams
	 */
	public ResponseEntity<SseEmitter> open(Authentication user, EventSource source) {
		Stream stream = new Stream(user.getName());
		register(stream);
		stream.emitter.onCompletion(stream.end::countDown);
		stream.emitter.onError((failure) -> stream.end.countDown());
		this.executor.execute(new DelegatingSecurityContextRunnable(() -> run(stream, source)));
		return ResponseEntity.ok()
			.contentType(MediaType.TEXT_EVENT_STREAM)
			.cacheControl(CacheControl.noStore())
			.header("X-Accel-Buffering", "no")
			.body(stream.emitter);
	}

	private synchronized void register(Stream stream) {
		int own = this.perUser.getOrDefault(stream.user, 0);
		if (!this.running || this.streams.size() >= MAX_STREAMS || own >= MAX_STREAMS_PER_USER) {
			throw new ApiException(ProblemCode.TOO_MANY_REQUESTS, "A user may have " + MAX_STREAMS_PER_USER
					+ " streams of events open, and all users " + MAX_STREAMS + "; close one, or ask now and then");
		}
		this.streams.add(stream);
		this.perUser.put(stream.user, own + 1);
	}

	private synchronized void remove(Stream stream) {
		if (this.streams.remove(stream)) {
			this.perUser.computeIfPresent(stream.user,
					(user, count) -> (count > 1) ? Integer.valueOf(count - 1) : null);
		}
	}

	/**
	 * Returns how many streams are open.
	 */
	synchronized int count() {
		return this.streams.size();
	}

	private void run(Stream stream, EventSource source) {
		try {
			send(stream, source);
			stream.emitter.complete();
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("The client of a stream of events has gone: {}", ex.toString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			// What is told is gone, or the database does not answer
			logger.debug("A stream of events ended", ex);
			stream.emitter.complete();
		}
		finally {
			remove(stream);
		}
	}

	private void send(Stream stream, EventSource source) throws IOException, InterruptedException {
		long start = System.nanoTime();
		long sentAt = start;
		long number = 0;
		boolean last = false;
		while (!last && System.nanoTime() - start < MAX_AGE.toNanos()) {
			EventSource.News news = source.next();
			last = news.last();
			if (news.data() != null) {
				sentAt = System.nanoTime();
				stream.emitter.send(SseEmitter.event()
					.id(String.valueOf(++number))
					.name(last ? "end" : "progress")
					.data(news.data(), MediaType.APPLICATION_JSON));
			}
			else if (System.nanoTime() - sentAt >= this.heartbeat.toNanos()) {
				sentAt = System.nanoTime();
				stream.emitter.send(SseEmitter.event().comment("still there"));
			}
			last = last || stream.end.await(this.interval.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	@Override
	public synchronized void start() {
		this.running = true;
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		this.streams.forEach((stream) -> stream.end.countDown());
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	/**
	 * A stream, which ends when it is told to.
	 */
	private static final class Stream {

		private final String user;

		private final SseEmitter emitter = new SseEmitter(0L);

		private final CountDownLatch end = new CountDownLatch(1);

		private Stream(String user) {
			this.user = user;
		}

	}

}
