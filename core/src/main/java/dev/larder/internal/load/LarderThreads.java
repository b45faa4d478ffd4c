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
package dev.larder.internal.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;

/**
 * Larder's own threads. They run what may be the application's code and must not keep
 * others waiting: loads apart from their callers, and what follows an asynchronous
 * operation. Thread-safe.
 * <p>
 * It is no {@link java.util.concurrent.Executor}, so that Spring Boot does not take it
 * for one of the application's. There are as many threads as there are tasks that have
 * begun, and one more while some have not, so that tasks may wait for each other; none is
 * refused, and a thread that has nothing to do ends soon. Where the virtual machine
 * cannot start a thread, the others run the task, or it is tried again, or the task runs
 * on the thread that brings it, unless that is one which must not be kept waiting.
 */
public final class LarderThreads implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(LarderThreads.class);

	private static final String NAME = "larder-";

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

	private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

	private static final List<String> IMPATIENT = List.of(NAME + "memcached", NAME + "timer", NAME + "coherence",
			"elayScheduler");

	private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

	/**
	 * How many threads wait for a task, or were started and will.
	 */
	private final AtomicInteger free = new AtomicInteger();

	private final ThreadFactory factory;

	private final @Nullable TaskDecorator decorator;

	private final ScheduledThreadPoolExecutor timer;

	private volatile boolean closed;

	/**
	 * Creates threads that are started when there is something to do.
	 * @param virtual whether to use virtual threads, which the virtual machine must have
	 * @param decorator carries over the context of the thread that asks for a load, or
	 * {@code null} if nothing is to be carried over
	 */
	public LarderThreads(boolean virtual, @Nullable TaskDecorator decorator) {
		this(virtual ? DaemonThreads.virtual(NAME) : DaemonThreads.platform(NAME), decorator);
	}

	LarderThreads(ThreadFactory factory, @Nullable TaskDecorator decorator) {
		this.factory = factory;
		this.decorator = decorator;
		this.timer = new ScheduledThreadPoolExecutor(1, (task) -> DaemonThreads.platform(task, NAME + "timer"));
		this.timer.setRemoveOnCancelPolicy(true);
		this.timer.setKeepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS);
		this.timer.allowCoreThreadTimeOut(true);
	}

	/**
	 * Runs a task on one of the threads, as soon as can be.
	 * @param task the task
	 */
	public void execute(Runnable task) {
		this.tasks.add(task);
		// What failed once for want of memory may not the next time
		boolean started = this.free.get() > 0 || startThread() || startThread();
		if (!started && !startThreadLater() && isPatientThread() && this.tasks.remove(task)) {
			run(task);
		}
	}

	/**
	 * Runs a task later on one of the threads.
	 * @param task the task
	 * @param delay how much later
	 * @return cancels the task, unless it has begun
	 */
	public Future<?> executeLater(Runnable task, Duration delay) {
		FutureTask<?> later = new FutureTask<>(() -> execute(task), null);
		try {
			return this.timer.schedule(later, delay.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (OutOfMemoryError ex) {
			// It is due nevertheless, and who comes next finds a thread for both
			logger.warn("No thread could be started to wait for what is due later", ex);
			return later;
		}
	}

	/**
	 * Waits for a future no longer than a given time.
	 * @param <T> the type of the result
	 * @param future the future
	 * @param time how long to wait; zero for as long as it takes
	 * @param otherwise called on one of the threads when the time is over
	 * @return the outcome of the future, completed by whoever completes that, or else of
	 * what is done otherwise
	 */
	public <T> CompletableFuture<T> limit(CompletableFuture<T> future, Duration time,
			Supplier<? extends CompletionStage<T>> otherwise) {
		if (time.isZero() || future.isDone()) {
			return future;
		}
		CompletableFuture<T> limited = new CompletableFuture<>();
		AtomicBoolean decided = new AtomicBoolean();
		Future<?> timeout = executeLater(() -> {
			if (decided.compareAndSet(false, true)) {
				call(otherwise).whenComplete((value, failure) -> complete(limited, value, failure));
			}
		}, time);
		CompletionStage<T> outcome = future;
		outcome.whenComplete((value, failure) -> {
			if (decided.compareAndSet(false, true)) {
				timeout.cancel(false);
				complete(limited, value, failure);
			}
		});
		return limited;
	}

	/**
	 * Has a load take along the context of the current thread, as the application's
	 * decorators of tasks say.
	 * @param <T> the type of the result
	 * @param load the load, which is called once
	 * @return the same, to be called on any thread
	 */
	public <T> Callable<T> carrying(Callable<T> load) {
		if (this.decorator == null) {
			return load;
		}
		FutureTask<T> task = new FutureTask<>(load);
		Runnable decorated;
		try {
			decorated = this.decorator.decorate(task);
		}
		catch (RuntimeException ex) {
			logger.warn("A load goes undecorated, as " + this.decorator + " failed", ex);
			return load;
		}
		return () -> {
			run(decorated);
			// Without effect on what has run
			task.run();
			try {
				return task.get();
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof Error error) {
					throw error;
				}
				throw (ex.getCause() instanceof Exception cause) ? cause : ex;
			}
		};
	}

	private static <T> CompletionStage<T> call(Supplier<? extends CompletionStage<T>> supplier) {
		try {
			return supplier.get();
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static <T> void complete(CompletableFuture<T> future, T value, @Nullable Throwable failure) {
		if (failure != null) {
			future.completeExceptionally(failure);
		}
		else {
			future.complete(value);
		}
	}

	/**
	 * Starts a thread unless one is about to look for tasks.
	 * @return whether there is such a thread now
	 */
	private boolean startThread() {
		if (!this.free.compareAndSet(0, 1)) {
			return true;
		}
		try {
			this.factory.newThread(this::work).start();
			return true;
		}
		catch (Throwable ex) {
			this.free.decrementAndGet();
			logger.debug("A thread could not be started", ex);
			return false;
		}
	}

	private boolean startThreadLater() {
		FutureTask<?> later = new FutureTask<>(() -> {
			if (!this.tasks.isEmpty() && !startThread()) {
				startThreadLater();
			}
		}, null);
		try {
			Future<?> unused = this.timer.schedule(later, RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (OutOfMemoryError ex) {
			return false;
		}
	}

	// Others than those of clients and timers, which must not be kept waiting
	private static boolean isPatientThread() {
		String name = Thread.currentThread().getName();
		return IMPATIENT.stream().noneMatch(name::contains);
	}

	private void work() {
		Runnable task = next();
		while (task != null) {
			if (!this.tasks.isEmpty() && !startThread()) {
				startThreadLater();
			}
			run(task);
			// What interrupted the task is not meant for the next
			Thread.interrupted();
			this.free.incrementAndGet();
			task = next();
		}
	}

	/**
	 * Waits for a task. Who brings one relies on a free thread, which therefore looks
	 * once more when it counts as free no longer.
	 */
	private @Nullable Runnable next() {
		Runnable task = null;
		try {
			task = this.closed ? null : this.tasks.poll(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			logger.debug("A thread without a task was interrupted", ex);
		}
		this.free.decrementAndGet();
		return (task != null) ? task : this.tasks.poll();
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			logger.warn("A task failed", ex);
		}
	}

	/**
	 * Lets the threads end that have nothing to do. What comes later is run all the same.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.timer.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
		for (int i = this.free.get(); i > 0; i--) {
			this.tasks.add(() -> {
			});
		}
	}

}
