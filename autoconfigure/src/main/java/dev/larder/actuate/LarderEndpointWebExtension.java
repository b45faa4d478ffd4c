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
package dev.larder.actuate;

import dev.larder.actuate.LarderEndpoint.OperationDescriptor;
import dev.larder.internal.actuate.EndpointRefusals;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension} of the {@link LarderEndpoint}, which answers with fitting
 * statuses.
 */
@EndpointWebExtension(endpoint = LarderEndpoint.class)
public class LarderEndpointWebExtension {

	private final LarderEndpoint delegate;

	/**
	 * Creates the extension.
	 * @param delegate does the work
	 */
	public LarderEndpointWebExtension(LarderEndpoint delegate) {
		this.delegate = delegate;
	}

	/**
	 * Does something to a cache.
	 * @param operation what to do: see {@link LarderEndpoint#operate}
	 * @param cache the name of the cache
	 * @param manager the bean name of its cache manager, if several have such a cache
	 * @param key the key to evict as text, or how the keys begin
	 * @return what was done, that there is no such cache, or what is wrong with the
	 * request
	 */
	@WriteOperation
	public WebEndpointResponse<Object> operate(@Nullable String operation, @Nullable String cache,
			@Nullable String manager, @Nullable String key) {
		try {
			OperationDescriptor done = this.delegate.operate(operation, cache, manager, key);
			return (done != null) ? new WebEndpointResponse<>(done) : EndpointRefusals.unknownCache(cache, manager);
		}
		catch (InvalidEndpointRequestException ex) {
			return EndpointRefusals.wrongRequest(ex);
		}
	}

}
