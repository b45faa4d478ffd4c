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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import dev.larder.admin.address.AddressRange;
import dev.larder.admin.address.AddressRule;
import dev.larder.admin.address.HostResolver;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.InvalidAdminSettingException;
import dev.larder.admin.configuration.RegistrationProperties;

import org.springframework.stereotype.Component;

/**
 * Tells which addresses instances may have, by where they are known from.
 */
@Component
public class AddressRules {

	private static final String PROPERTY = "larder.admin.registration.allowed-addresses";

	private static final String ACTION = "Write the ranges of addresses that applications have, such as 10.0.0.0/8.";

	private final HostResolver resolver;

	private final AddressRule registered;

	AddressRules(AdminProperties properties, HostResolver resolver) {
		this.resolver = resolver;
		this.registered = AddressRule.within(ranges(properties.registration()));
	}

	private static List<AddressRange> ranges(RegistrationProperties registration) {
		List<AddressRange> ranges = new ArrayList<>();
		for (int i = 0; i < registration.allowedAddresses().size(); i++) {
			try {
				ranges.add(AddressRange.parse(registration.allowedAddresses().get(i).trim()));
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidAdminSettingException(PROPERTY + "[" + i + "]", ex.getMessage() + ".", ACTION);
			}
		}
		if (registration.enabled() && ranges.isEmpty()) {
			throw new InvalidAdminSettingException(PROPERTY,
					"it is empty, and 'larder.admin.registration.enabled' is true: no application could register.",
					ACTION);
		}
		return ranges;
	}

	/**
	 * Looks up a host.
	 * @param host the host
	 * @param origin where the instance is known from that names it
	 * @return its addresses, all of which are allowed
	 * @throws UnknownHostException if it has none, or one that is not allowed
	 */
	public InetAddress[] resolve(String host, Origin origin) throws UnknownHostException {
		AddressRule rule = switch (origin) {
			case CONFIGURED -> AddressRule.UNRESTRICTED;
			case DISCOVERED -> AddressRule.ORDINARY;
			case REGISTERED -> this.registered;
		};
		return rule.resolve(host, this.resolver);
	}

}
