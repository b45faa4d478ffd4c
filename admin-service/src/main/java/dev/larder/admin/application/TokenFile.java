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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A bearer token that somebody else writes into a file, and replaces before it ends, as
 * Kubernetes does with projected tokens. The file is read for each request: there are
 * few, and what is kept of a file is wrong sooner or later.
 */
final class TokenFile implements Credentials {

	private static final int MAX_BYTES = 16 * 1024;

	/**
	 * A token by RFC 6750, section 2.1.
	 */
	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

	private final Path file;

	TokenFile(Path file) {
		this.file = file;
	}

	@Override
	public String authorization() throws IOException {
		String token = read().strip();
		if (!TOKEN.matcher(token).matches()) {
			throw new IOException("the file '" + this.file + "' holds no bearer token");
		}
		return "Bearer " + token;
	}

	private String read() throws IOException {
		try (InputStream in = Files.newInputStream(this.file)) {
			byte[] content = in.readNBytes(MAX_BYTES + 1);
			if (content.length > MAX_BYTES) {
				throw new IOException("it has more than " + MAX_BYTES + " bytes");
			}
			return new String(content, StandardCharsets.ISO_8859_1);
		}
		catch (NoSuchFileException ex) {
			throw new IOException("the file '" + this.file + "' does not exist", ex);
		}
		catch (AccessDeniedException ex) {
			throw new IOException("the file '" + this.file + "' may not be read by the service's user", ex);
		}
		catch (IOException ex) {
			throw new IOException("the file '" + this.file + "' cannot be read: " + ex.getMessage(), ex);
		}
	}

}
