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

import java.util.Set;

import dev.larder.actuate.LarderEntriesEndpoint.EntriesDescriptor;
import dev.larder.actuate.LarderEntriesEndpoint.LookUpDescriptor;
import dev.larder.internal.actuate.EndpointRefusals;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension} of the {@link LarderEntriesEndpoint}, which shows values
 * to those who may see them.
 */
@EndpointWebExtension(endpoint = LarderEntriesEndpoint.class)
public class LarderEntriesEndpointWebExtension {

	private final LarderEntriesEndpoint delegate;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Creates the extension.
	 * @param delegate does the work
	 * @param showValues to whom values are shown
	 * @param roles the roles of which a user has to have one where authorization decides,
	 * all users if there are none
	 */
	public LarderEntriesEndpointWebExtension(LarderEntriesEndpoint delegate, Show showValues, Set<String> roles) {
		this.delegate = delegate;
		this.showValues = showValues;
		this.roles = Set.copyOf(roles);
	}

	/**
	 * Lists keys that are in this instance.
	 * @param cache the name of the cache
	 * @param manager the bean name of its cache manager, if several have such a cache
	 * @param prefix the start of the keys, if not all are meant
	 * @param order {@code hottest} for those in most use
	 * @param limit how many to list
	 * @param digests whether to tell what tells equal values from different ones
	 * @return the keys, that there is no such cache, or what is wrong with the request
	 * @see LarderEntriesEndpoint#entries
	 */
	@ReadOperation
	public WebEndpointResponse<Object> entries(String cache, @Nullable String manager, @Nullable String prefix,
			@Nullable String order, @Nullable Integer limit, @Nullable Boolean digests) {
		try {
			EntriesDescriptor found = this.delegate.entries(cache, manager, prefix, order, limit, digests);
			return (found != null) ? new WebEndpointResponse<>(found) : EndpointRefusals.unknownCache(cache, manager);
		}
		catch (InvalidEndpointRequestException ex) {
			return EndpointRefusals.wrongRequest(ex);
		}
	}

	/**
	 * Looks for a key.
	 * @param securityContext who asks
	 * @param cache the name of the cache
	 * @param key the key as text
	 * @param manager the bean name of its cache manager, if several have such a cache
	 * @param value whether the value is wanted, too
	 * @return the key as this instance knows it, that there is no such cache, or what is
	 * wrong with the request
	 */
	@WriteOperation
	public WebEndpointResponse<Object> lookUp(SecurityContext securityContext, String cache, String key,
			@Nullable String manager, @Nullable Boolean value) {
		try {
			LookUpDescriptor found = this.delegate.lookUp(cache, key, manager, value,
					this.showValues.isShown(securityContext, this.roles));
			return (found != null) ? new WebEndpointResponse<>(found) : EndpointRefusals.unknownCache(cache, manager);
		}
		catch (InvalidEndpointRequestException ex) {
			return EndpointRefusals.wrongRequest(ex);
		}
	}

}
