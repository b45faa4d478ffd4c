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

package dev.larder.admin.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.larder.admin.configuration.InvalidAdminSettingException;

/**
 * The directory of the database, where no other database is configured. It is made
 * readable by its owner alone: it holds sessions and digests of tokens.
 *
 * @param path the directory, absolute
 */
record DataDirectory(Path path) {

	static final String PROPERTY = "larder.admin.data-directory";

	/**
	 * Opens a directory, and creates it where there is none.
	 * @param path the directory
	 * @return the directory
	 * @throws InvalidAdminSettingException if it cannot be used
	 */
	static DataDirectory open(Path path) {
		Path absolute = path.toAbsolutePath().normalize();
		if (absolute.toString().indexOf(';') >= 0) {
			throw unusable(absolute, "its name holds a semicolon, which the database cannot have there");
		}
		try {
			create(absolute);
		}
		catch (FileAlreadyExistsException ex) {
			throw unusable(absolute, "it is a file");
		}
		catch (IOException ex) {
			throw unusable(absolute, "it cannot be created (" + ex + ")");
		}
		if (!Files.isWritable(absolute)) {
			throw unusable(absolute, "it cannot be written to");
		}
		return new DataDirectory(absolute);
	}

	private static void create(Path path) throws IOException {
		if (Files.isDirectory(path)) {
			return;
		}
		if (path.getParent() != null) {
			Files.createDirectories(path.getParent());
		}
		if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.createDirectory(path,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		}
		else {
			Files.createDirectory(path);
		}
	}

	private static InvalidAdminSettingException unusable(Path path, String reason) {
		return new InvalidAdminSettingException(PROPERTY, "the directory " + path + " is of no use: " + reason + ".",
				"Name a directory that the service may write to, or configure a database with"
						+ " 'spring.datasource.url'.");
	}

	/**
	 * Returns the URL of the database in this directory. Its file is read and written in
	 * a way that outlasts the interrupt of a thread, which would close it otherwise.
	 * @return the URL, for H2 in its PostgreSQL mode
	 */
	String databaseUrl() {
		return "jdbc:h2:async:" + this.path.resolve("larder-admin")
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
	}

}
