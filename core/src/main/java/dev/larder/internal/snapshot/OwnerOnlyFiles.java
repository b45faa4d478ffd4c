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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates files and directories that only their owner may read, where the file system
 * knows owners.
 */
final class OwnerOnlyFiles {

	private static final FileAttribute<?>[] NONE = new FileAttribute<?>[0];

	private OwnerOnlyFiles() {
	}

	static void createDirectories(Path directory) throws IOException {
		Files.createDirectories(directory, attributes(directory, "rwx------"));
	}

	/**
	 * Creates a file.
	 * @throws java.nio.file.FileAlreadyExistsException if there is one
	 */
	static FileChannel create(Path file) throws IOException {
		return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
				attributes(file, "rw-------"));
	}

	/**
	 * Opens a file for writing, and creates it if there is none.
	 */
	static FileChannel openOrCreate(Path file) throws IOException {
		return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
				attributes(file, "rw-------"));
	}

	/**
	 * Makes what was created, renamed or deleted in a directory survive a loss of power,
	 * where the system can do that.
	 */
	static void force(Path directory) {
		try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (IOException ex) {
			// Windows does not open directories
		}
	}

	private static FileAttribute<?>[] attributes(Path path, String permissions) {
		boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
		return posix ? new FileAttribute<?>[] {
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) } : NONE;
	}

}
