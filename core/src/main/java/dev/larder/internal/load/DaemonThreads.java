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

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes threads that keep no virtual machine alive, and inherit nothing that belongs to
 * the thread which happens to start them.
 */
final class DaemonThreads {

	private DaemonThreads() {
	}

	/**
	 * Returns a factory of platform threads.
	 * @param name the start of their names
	 */
	static ThreadFactory platform(String name) {
		AtomicLong count = new AtomicLong();
		return inThisContext((task) -> platform(task, name + count.incrementAndGet()));
	}

	static Thread platform(Runnable task, String name) {
		Thread thread = new Thread(null, task, name, 0, false);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Returns a factory of virtual threads, which Java 17 does not know.
	 * @param name the start of their names
	 */
	static ThreadFactory virtual(String name) {
		try {
			Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			type.getMethod("name", String.class, long.class).invoke(builder, name, 1L);
			type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
			return inThisContext((ThreadFactory) type.getMethod("factory").invoke(builder));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("This Java has no virtual threads", ex);
		}
	}

	private static ThreadFactory inThisContext(ThreadFactory factory) {
		ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
		return (task) -> {
			Thread thread = factory.newThread(task);
			thread.setContextClassLoader(classLoader);
			return thread;
		};
	}

}
