package dev.larder.admin.target;

import java.util.Locale;

/**
 * Names of servers and instances that can be part of a URL, and stay the same as long as
 * the address does.
 */
public final class TargetIds {

	private TargetIds() {
	}

	/**
	 * Returns the name of an address.
	 * @param host the host name or address
	 * @param port the port
	 * @return {@code host-port}, in lower case and with hyphens for what a URL should not
	 * hold
	 */
	public static String of(String host, int port) {
		String name = host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-|-$", "");
		return name + "-" + port;
	}

}
