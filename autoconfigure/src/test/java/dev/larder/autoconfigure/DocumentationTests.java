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

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documentation to the settings that exist, and its links to pages that do.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.-]+)` \\| (?:`([^`]*)`)? *\\|");

	private static final Pattern NAME = Pattern.compile("`(larder(?:\\.[a-z][a-z-]*|\\.<name>)+)[`=\\[]");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	// Settings of the admin service, which has pages of its own, and meters
	private static final List<String> OTHERS = List.of("larder.admin.", "larder.node.", "larder.memcached.operation.");

	/**
	 * Defaults that the metadata cannot name, as they come from elsewhere.
	 */
	private static final Map<String, String> DERIVED = Map.of("larder.defaults.mode", "larder.mode",
			"larder.key-prefix", "spring.application.name");

	private final Map<String, String> defaults = new TreeMap<>();

	@BeforeEach
	void readMetadata() throws IOException {
		URI metadata = URI.create(LarderProperties.class.getProtectionDomain().getCodeSource().getLocation()
				+ "META-INF/spring-configuration-metadata.json");
		try (InputStream stream = metadata.toURL().openStream()) {
			JsonMapper.shared().readTree(stream).get("properties").forEach((property) -> {
				String name = property.get("name").asString();
				if (name.startsWith("larder.") && !name.startsWith("larder.admin.") && !name.equals("larder.caches")) {
					this.defaults.put(name, DERIVED.getOrDefault(name, defaultOf(property)));
				}
			});
		}
	}

	private static String defaultOf(JsonNode property) {
		JsonNode value = property.path("defaultValue");
		String text = value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
				: value.asString("");
		return text.equals("0s") ? "0" : text;
	}

	@Test
	void tablesOfSettingsAreThoseOfTheMetadata() throws IOException {
		String page = Files.readString(ROOT.resolve("docs/configuration.md"));
		Map<String, String> documented = new TreeMap<>();
		ROW.matcher(page).results().forEach((row) -> {
			String name = row.group(1).startsWith("larder.") ? row.group(1) : "larder.defaults." + row.group(1);
			documented.put(name, (row.group(2) != null) ? row.group(2) : "");
		});
		assertThat(documented).isEqualTo(this.defaults);
	}

	@Test
	void settingsThatPagesNameExist() throws IOException {
		Map<String, Set<String>> unknown = new LinkedHashMap<>();
		for (Path page : pages()) {
			Set<String> names = new TreeSet<>();
			NAME.matcher(Files.readString(page))
				.results()
				.map((name) -> name.group(1).replaceFirst("^larder\\.caches\\.[^.]+", "larder.defaults"))
				.filter((name) -> OTHERS.stream().noneMatch((other) -> (name + ".").startsWith(other)))
				.filter((name) -> !isKnown(name))
				.forEach(names::add);
			if (!names.isEmpty()) {
				unknown.put(ROOT.relativize(page).toString(), names);
			}
		}
		assertThat(unknown).isEmpty();
	}

	private boolean isKnown(String name) {
		return name.equals("larder.caches") || this.defaults.containsKey(name)
				|| this.defaults.keySet().stream().anyMatch((known) -> known.startsWith(name + "."));
	}

	@Test
	void linksLeadToPagesAndHeadingsThatExist() throws IOException {
		List<String> broken = new ArrayList<>();
		for (Path page : pages()) {
			for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
				if (!leadsSomewhere(page, link.group(1))) {
					broken.add(ROOT.relativize(page) + ": " + link.group(1));
				}
			}
		}
		assertThat(broken).isEmpty();
	}

	private static boolean leadsSomewhere(Path page, String link) throws IOException {
		if (link.contains("://") || link.startsWith("mailto:")) {
			return true;
		}
		String[] parts = link.split("#", 2);
		Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
		return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
	}

	// As GitHub makes them of headings
	private static Set<String> anchors(Path page) throws IOException {
		return Files.readAllLines(page)
			.stream()
			.filter((line) -> line.matches("#{1,6} .*"))
			.map((line) -> line.replaceFirst("#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> root = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(root, docs).filter((file) -> file.toString().endsWith(".md")).sorted().toList();
		}
	}

}
