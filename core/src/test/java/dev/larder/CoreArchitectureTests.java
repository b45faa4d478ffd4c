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
package dev.larder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.larder.cache.LarderCache;
import dev.larder.test.ServerTestRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the rooms of the library apart.
 */
class CoreArchitectureTests {

	/**
	 * The rooms by floor, the highest first. A room may use the rooms of lower floors.
	 */
	private static final List<Set<String>> FLOORS = List.of(Set.of("internal.guard"), Set.of("cache"),
			Set.of("internal.coherence"),
			Set.of("internal.memcached.discovery", "internal.memcached.xmemcached", "internal.snapshot"),
			Set.of("internal.memcached"), Set.of("internal.store"),
			Set.of("internal.memcached.scan", "internal.load", "internal.local"),
			Set.of("internal.entry", "internal.memcached.connect"), Set.of("internal.value"),
			Set.of("serializer.jackson", "serializer.jdk"), Set.of("internal.lazy"), Set.of("serializer"),
			Set.of("internal.type"), Set.of("coherence", "connection", "entry", "internal.log", "load", "observation"));

	private static final String XMEMCACHED = "net.rubyeye.xmemcached..";

	private static final String YANF4J = "com.google.code.yanf4j..";

	// What is where the library itself is, whatever builds it
	private static final JavaClasses CLASSES = new ClassFileImporter()
		.importUrl(LarderCache.class.getProtectionDomain().getCodeSource().getLocation());

	@Test
	void roomsUseOnlyRoomsOfLowerFloors() {
		assertThat(arrows()).allSatisfy(
				(arrow) -> assertThat(floor(arrow.to())).as(arrow.toString()).isGreaterThan(floor(arrow.from())));
	}

	@Test
	void pictureOfTheRoomsIsTrue() throws IOException {
		String rooms = FLOORS.stream()
			.flatMap((floor) -> floor.stream().sorted())
			.map((room) -> "    %s[%s]".formatted(node(room), room))
			.collect(Collectors.joining("\n"));
		Set<Arrow> all = arrows();
		String arrows = all.stream()
			.filter((arrow) -> !isImplied(arrow, all))
			.map(Arrow::toString)
			.collect(Collectors.joining("\n"));
		String picture = "```mermaid\nflowchart TD\n%s\n%s\n```".formatted(rooms, arrows);
		assertThat(Files.readString(Path.of("..", "CONTRIBUTING.md"))).contains(picture);
	}

	@Test
	void testsThatStartServersSaySo() {
		assertThat(ServerTestRule.untagged(getClass())).isEmpty();
	}

	@Test
	void packagesHaveNoCycles() {
		check(slices().matching("dev.larder.(**)").should().beFreeOfCycles());
	}

	@Test
	void nothingKnowsSpringBoot() {
		check(noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.boot.."));
	}

	@Test
	void onlyTheLocalTierAndWhatCreatesItKnowCaffeine() {
		check(noClasses().that()
			.resideOutsideOfPackages("dev.larder.internal.local..", "dev.larder.internal.snapshot..",
					"dev.larder.cache..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.github.benmanes.caffeine.."));
	}

	@Test
	void onlyTheAdapterKnowsTheMemcachedClient() {
		check(noClasses().that()
			.resideOutsideOfPackage("dev.larder.internal.memcached.xmemcached..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(XMEMCACHED, YANF4J));
	}

	@Test
	void onlyTheCacheAndItsGuardKnowSpringsCaches() {
		check(noClasses().that()
			.resideOutsideOfPackages("dev.larder.cache..", "dev.larder.internal.guard..", "dev.larder.internal.entry..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.cache.."));
	}

	@Test
	void nothingIsStaticAndChanges() {
		check(noFields().that().areStatic().should().notBeFinal());
	}

	@Test
	void nobodyWritesToTheConsole() {
		check(noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err"));
	}

	@Test
	void namesSayWhatClassesAreFor() {
		check(noClasses().should()
			.haveSimpleNameEndingWith("Utils")
			.orShould()
			.haveSimpleNameEndingWith("Util")
			.orShould()
			.haveSimpleNameEndingWith("Helper")
			.orShould()
			.haveSimpleNameEndingWith("Impl"));
	}

	private static SortedSet<Arrow> arrows() {
		return CLASSES.stream()
			.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
			.filter((dependency) -> isLarder(dependency.getTargetClass()))
			.map((dependency) -> new Arrow(room(dependency.getOriginClass()), room(dependency.getTargetClass())))
			.filter((arrow) -> !arrow.from().equals(arrow.to()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Returns whether there is another way to where an arrow points.
	 */
	private static boolean isImplied(Arrow arrow, Set<Arrow> all) {
		return all.stream()
			.anyMatch((first) -> first.from().equals(arrow.from()) && !first.equals(arrow)
					&& leads(first.to(), arrow.to(), all));
	}

	private static boolean leads(String from, String to, Set<Arrow> all) {
		return all.stream()
			.anyMatch((arrow) -> arrow.from().equals(from) && (arrow.to().equals(to) || leads(arrow.to(), to, all)));
	}

	private static boolean isLarder(JavaClass type) {
		return type.getPackageName().startsWith("dev.larder.");
	}

	private static String room(JavaClass type) {
		return type.getPackageName().substring("dev.larder.".length());
	}

	private static int floor(String room) {
		for (int floor = 0; floor < FLOORS.size(); floor++) {
			if (FLOORS.get(floor).contains(room)) {
				return floor;
			}
		}
		throw new AssertionError("Room '" + room + "' is on no floor");
	}

	private static String node(String room) {
		return room.replace('.', '_');
	}

	private static void check(ArchRule rule) {
		rule.check(CLASSES);
	}

	private record Arrow(String from, String to) implements Comparable<Arrow> {

		@Override
		public int compareTo(Arrow other) {
			return toString().compareTo(other.toString());
		}

		@Override
		public String toString() {
			return "    %s --> %s".formatted(node(this.from), node(this.to));
		}

	}

}
