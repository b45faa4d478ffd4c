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

package dev.larder.benchmarks.startup;

import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

/**
 * What a process needs once it has started.
 *
 * @param heap what is on the heap after a collection, in MiB
 * @param resident what is in memory, in MiB, or {@link Double#NaN} if that is not known
 * @param classes how many classes are loaded
 * @param threads how many threads there are
 */
record Footprint(double heap, double resident, int classes, int threads) {

	private static final double MEBIBYTE = 1024 * 1024;

	private static final String RESIDENT = "VmRSS:";

	/**
	 * Asks a JVM that this process has started.
	 */
	@SuppressWarnings("BanJNDI") // the address is that of a JVM this process has started
	static Footprint of(long pid) throws IOException {
		try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(startAgent(pid)))) {
			MBeanServerConnection connection = connector.getMBeanServerConnection();
			MemoryMXBean memory = ManagementFactory.getPlatformMXBean(connection, MemoryMXBean.class);
			memory.gc();
			return new Footprint(memory.getHeapMemoryUsage().getUsed() / MEBIBYTE, resident(pid),
					ManagementFactory.getPlatformMXBean(connection, ClassLoadingMXBean.class).getLoadedClassCount(),
					ManagementFactory.getPlatformMXBean(connection, ThreadMXBean.class).getThreadCount());
		}
	}

	private static String startAgent(long pid) throws IOException {
		try {
			VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
			try {
				return machine.startLocalManagementAgent();
			}
			finally {
				machine.detach();
			}
		}
		catch (AttachNotSupportedException ex) {
			throw new IOException("Process " + pid + " is no JVM that can be asked", ex);
		}
	}

	private static double resident(long pid) throws IOException {
		Path status = Path.of("/proc", String.valueOf(pid), "status");
		return Files.isReadable(status) ? residentOf(Files.readString(status)) : Double.NaN;
	}

	static double residentOf(String status) {
		return status.lines()
			.filter((line) -> line.startsWith(RESIDENT))
			.mapToDouble(
					(line) -> Double.parseDouble(line.substring(RESIDENT.length()).replace("kB", "").trim()) / 1024)
			.findFirst()
			.orElse(Double.NaN);
	}

}
