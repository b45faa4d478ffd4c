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

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.larder.autoconfigure.LarderAutoConfiguration;
import dev.larder.test.ServerTestRule;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the auto-configuration to Spring Boot's conventions.
 */
class AutoConfigurationArchitectureTests {

	// What is where the library itself is, whatever builds it
	private static final JavaClasses CLASSES = new ClassFileImporter()
		.importUrl(LarderAutoConfiguration.class.getProtectionDomain().getCodeSource().getLocation());

	@Test
	void onlyTheAutoConfigurationKnowsTheEndpointAndTheMeters() {
		check(noClasses().that()
			.resideOutsideOfPackages("dev.larder.actuate..", "dev.larder.autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("dev.larder.actuate.."));
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
	void autoConfigurationsArePublicFinalAndNamedSo() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration"));
	}

	@Test
	void beanMethodsAreNeitherPublicNorPrivate() {
		check(methods().that()
			.areAnnotatedWith(Bean.class)
			.should()
			.notBePublic()
			.andShould()
			.notBePrivate()
			.andShould()
			.notBeAnnotatedWith(ConditionalOnClass.class));
	}

	@Test
	void conditionsAreNotPublic() {
		check(classes().that().areAssignableTo(Condition.class).should().notBePublic());
	}

	@Test
	void propertiesOfSpringBootStayInTheAutoConfiguration() {
		check(classes().that()
			.areAnnotatedWith(ConfigurationProperties.class)
			.should()
			.resideInAPackage("dev.larder.autoconfigure.."));
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

	private static void check(ArchRule rule) {
		rule.check(CLASSES);
	}

}
