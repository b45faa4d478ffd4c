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
package dev.larder.observation;

import dev.larder.observation.MemcachedObservationDocumentation.HighCardinalityKeyNames;
import dev.larder.observation.MemcachedObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * {@link MemcachedObservationConvention} by OpenTelemetry's conventions for databases.
 * Names and values are few: keys are left out.
 */
public class DefaultMemcachedObservationConvention implements MemcachedObservationConvention {

	private static final KeyValue SYSTEM = LowCardinalityKeyNames.SYSTEM.withValue("memcached");

	@Override
	public String getName() {
		return "larder.memcached.operation";
	}

	@Override
	public String getContextualName(MemcachedObservationContext context) {
		return context.getOperation() + " " + context.getCacheName();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(MemcachedObservationContext context) {
		// A kind of failure is always there: meters of one name must have the same tags
		return KeyValues.of(SYSTEM, LowCardinalityKeyNames.OPERATION.withValue(context.getOperation()),
				LowCardinalityKeyNames.NAMESPACE.withValue(context.getKeyPrefix()),
				LowCardinalityKeyNames.COLLECTION.withValue(context.getCacheName()),
				LowCardinalityKeyNames.SERVER_ADDRESS.withValue(context.getHost()),
				LowCardinalityKeyNames.SERVER_PORT.withValue(String.valueOf(context.getPort())),
				LowCardinalityKeyNames.ERROR_TYPE.withValue(context.getErrorType()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(MemcachedObservationContext context) {
		int keys = context.getKeyCount();
		return (keys > 1) ? KeyValues.of(HighCardinalityKeyNames.BATCH_SIZE.withValue(String.valueOf(keys)))
				: KeyValues.empty();
	}

}
