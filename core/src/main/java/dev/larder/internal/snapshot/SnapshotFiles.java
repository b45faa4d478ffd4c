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
package dev.larder.internal.snapshot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The files in a directory that belong to this instance alone: {@code larder-1.snapshot}
 * and those beside it, or with the first higher number no other instance holds. A lock on
 * {@code larder-1.lock} says so until this is closed or the process ends. Where the file
 * system knows owners, only their owner may read them.
 */
final class SnapshotFiles implements AutoCloseable {

	private static final int MAX_SLOTS = 1000;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS")
		.withZone(ZoneOffset.UTC);

	private static final String HELD = "dev.larder.snapshot.held:";

	private final Path directory;

	private final String name;

	private final String property;

	private final FileChannel channel;

	private SnapshotFiles(Path directory, String name, String property, FileChannel channel) {
		this.directory = directory;
		this.name = name;
		this.property = property;
		this.channel = channel;
	}

	/**
	 * Takes the first free slot of a directory, which is created if need be.
	 * @throws IOException if the directory cannot be created or written
	 */
	static SnapshotFiles acquire(Path directory) throws IOException {
		Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
		Path real = directory.toRealPath();
		for (int i = 1; i <= MAX_SLOTS; i++) {
			SnapshotFiles files = tryAcquire(real, "larder-" + i);
			if (files != null) {
				files.prepare();
				return files;
			}
		}
		throw new IOException("all of its " + MAX_SLOTS + " slots are in use");
	}

	// On POSIX systems, closing any channel of a file gives up all locks this process has
	// on it. So a file that this process has locked must not even be opened. A system
	// property prevents that: unlike a static field it is the same for all class loaders
	private static @Nullable SnapshotFiles tryAcquire(Path directory, String name) throws IOException {
		String property = HELD + directory.resolve(name);
		if (System.getProperties().putIfAbsent(property, "true") != null) {
			return null;
		}
		boolean acquired = false;
		try {
			FileChannel channel = open(directory.resolve(name + ".lock"), StandardOpenOption.CREATE);
			acquired = lock(channel) != null;
			if (acquired) {
				return new SnapshotFiles(directory, name, property, channel);
			}
			channel.close();
			return null;
		}
		finally {
			if (!acquired) {
				System.clearProperty(property);
			}
		}
	}

	private static @Nullable FileLock lock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	// What a killed process left, and whether files can be created
	private void prepare() throws IOException {
		try {
			try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(this.directory, this.name + ".tmp-*")) {
				for (Path leftover : leftovers) {
					Files.deleteIfExists(leftover);
				}
			}
			Path probe = temporary();
			create(probe).close();
			Files.delete(probe);
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	Path snapshot() {
		return this.directory.resolve(this.name + ".snapshot");
	}

	/**
	 * Returns where to write a snapshot before it takes the place of the former one: a
	 * new name each time, so that a writer that was given up spoils nothing.
	 */
	Path temporary() {
		return this.directory.resolve(this.name + ".tmp-" + UUID.randomUUID());
	}

	Path changes(long sequence) {
		return this.directory.resolve(this.name + ".changes-" + sequence);
	}

	/**
	 * Returns the change logs there are, by their sequence.
	 */
	SortedMap<Long, Path> changeLogs() throws IOException {
		SortedMap<Long, Path> logs = new TreeMap<>();
		String prefix = this.name + ".changes-";
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.directory, prefix + "*")) {
			for (Path file : files) {
				String number = file.getFileName().toString().substring(prefix.length());
				if (number.matches("[0-9]{1,18}")) {
					logs.put(Long.valueOf(number), file);
				}
			}
		}
		catch (NoSuchFileException ex) {
			return logs;
		}
		return logs;
	}

	/**
	 * Creates a file that only its owner may read.
	 * @throws java.nio.file.FileAlreadyExistsException if there is one
	 */
	static FileChannel create(Path file) throws IOException {
		return open(file, StandardOpenOption.CREATE_NEW);
	}

	private static FileChannel open(Path file, OpenOption creation) throws IOException {
		return FileChannel.open(file, Set.of(creation, StandardOpenOption.WRITE), ownerOnly(file, "rw-------"));
	}

	private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
		boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	/**
	 * Puts a file in the place of the snapshot, atomically, and so that it is there after
	 * a loss of power, where the system can do that.
	 */
	void replaceSnapshot(Path file) throws IOException {
		Files.move(file, snapshot(), StandardCopyOption.ATOMIC_MOVE);
		try (FileChannel channel = FileChannel.open(this.directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (IOException ex) {
			// Windows does not open directories
		}
	}

	/**
	 * Deletes the snapshot, or at least what is in it: a file may be writable in a
	 * directory that is not.
	 */
	void deleteSnapshot() throws IOException {
		try {
			Files.deleteIfExists(snapshot());
		}
		catch (IOException ex) {
			try {
				FileChannel.open(snapshot(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
			}
			catch (IOException ex2) {
				ex.addSuppressed(ex2);
				throw ex;
			}
		}
	}

	/**
	 * Renames a damaged snapshot, so that it is neither read nor overwritten.
	 * @return its new name, or {@code null} if it could not be renamed
	 */
	@Nullable Path setSnapshotAside(Instant now) {
		Path target = this.directory.resolve(snapshot().getFileName() + ".damaged-" + TIME.format(now));
		try {
			return Files.move(snapshot(), target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Deletes the change logs that no snapshot needs.
	 * @param sequence the first that may be needed
	 */
	void deleteLogsBefore(long sequence) {
		try {
			changeLogs().headMap(sequence).values().forEach(SnapshotFiles::deleteQuietly);
		}
		catch (IOException ex) {
			// They are ignored, and deleted the next time
		}
	}

	static void deleteQuietly(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// It is ignored, and deleted the next time
		}
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// The lock ends with the process
		}
		System.clearProperty(this.property);
	}

	@Override
	public String toString() {
		return snapshot().toString();
	}

}
