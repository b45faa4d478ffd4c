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
package dev.larder.admin;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.larder.internal.memcached.KetamaRing;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NotedPlaces;
import dev.larder.internal.memcached.discovery.ConfigurationEndpoint;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Tests for who knows whom.
 */
class ArchitectureTests {

	private final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.larder.admin");

	@Test
	void packagesHaveNoCycles() {
		slices().matching("dev.larder.admin.(*)..").should().beFreeOfCycles().check(this.classes);
	}

	@Test
	void memcachedClientKnowsNothingAbove() {
		noClasses().that()
			.resideInAPackage("dev.larder.admin.memcached..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "org.springframework.web..", "dev.larder.admin.fanout..",
					"dev.larder.admin.cluster..", "dev.larder.admin.problem..")
			.check(this.classes);
	}

	@Test
	void serviceKnowsNothingOfTheLibraryButTheFormatOfItemsAndWhereTheyAreAndHowToReachAndListThem() {
		noClasses().should()
			.dependOnClassesThat(resideInAPackage("dev.larder..")
				.and(resideOutsideOfPackages("dev.larder.admin..", "dev.larder.entry..", "dev.larder.internal.entry..",
						"dev.larder.connection..", "dev.larder.internal.memcached.connect..",
						"dev.larder.internal.memcached.scan.."))
				.and(not(belongToAnyOf(KetamaRing.class, NodeAddress.class, NotedPlaces.class,
						ConfigurationEndpoint.class))))
			.check(this.classes);
	}

	@Test
	void onlyPreviewsAndTheMemcachedClientKnowTheFormatOfItems() {
		noClasses().that()
			.resideOutsideOfPackages("dev.larder.admin.value..", "dev.larder.admin.memcached..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("dev.larder.entry..", "dev.larder.internal.entry..")
			.check(this.classes);
	}

	@Test
	void nobodyReadsSerializedObjects() {
		noClasses().should()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.io.ObjectInputStream")
			.check(this.classes);
	}

}
