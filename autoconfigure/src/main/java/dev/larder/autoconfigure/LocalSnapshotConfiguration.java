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
package dev.larder.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.time.Duration;

import dev.larder.cache.SnapshotBackend;
import dev.larder.internal.snapshot.LocalSnapshots;
import dev.larder.serializer.TypeAllowList;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.Assert;

/**
 * The snapshots of local caches, if there is a directory for them.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnSnapshotDirectoryCondition.class)
class LocalSnapshotConfiguration {

	static final String DIRECTORY = "larder.local.snapshot.directory";

	@Bean
	LocalSnapshots larderLocalSnapshots(LarderSettings larder) {
		LarderProperties.Local.Snapshot snapshot = larder.properties().getLocal().getSnapshot();
		Duration interval = snapshot.getInterval();
		File directory = snapshot.getDirectory();
		Assert.state(directory != null, "The condition checks that there is a directory");
		try {
			return LocalSnapshots.open(directory.toPath(), interval);
		}
		catch (IOException ex) {
			throw new InvalidConfigurationPropertyValueException(DIRECTORY, directory,
					"It cannot be created or written (" + ex + "). Name a directory that this process may create and "
							+ "write, or remove the property.");
		}
	}

	@Bean
	SnapshotBackend larderSnapshotBackend(LocalSnapshots snapshots, CacheSerializers serializers,
			TypeAllowList allowList, ResourceLoader resourceLoader) {
		return new SnapshotBackend(snapshots,
				new LocalSnapshotValues(serializers, allowList, CacheSerializers.classLoader(resourceLoader)));
	}

	@Bean
	LocalSnapshotStarter larderLocalSnapshotStarter(LocalSnapshots snapshots, CacheManager cacheManager) {
		return new LocalSnapshotStarter(snapshots, cacheManager);
	}

}
