package io.mmapring.spring.test;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rooms of what tests of applications need, and the arrows between them.
 */
@AnalyzeClasses(packages = "io.mmapring.spring.test", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.mmapring.spring.test";

	private static final String CONTEXT = ROOT + ".context";

	private static final String PROCESS = ROOT + ".process";

	@ArchTest
	final ArchRule packagesAreFreeOfCycles = slices().matching("(io.mmapring.spring.test.*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	final ArchRule everyClassIsInARoom = classes().should().resideInAnyPackage(ROOT, CONTEXT, PROCESS);

	@ArchTest
	final ArchRule processesKnowNoListeners = noClasses().that()
		.resideInAPackage(PROCESS)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.mmapring.spring", "io.mmapring.spring.listener..", "io.mmapring.spring.rings..", ROOT,
				CONTEXT);

	@ArchTest
	final ArchRule actuatorAndMessagingNeedNotBeThere = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.mmapring.spring.actuate..", "io.mmapring.spring.messaging..",
				"org.springframework.messaging..", "io.micrometer..", "org.springframework.web..");

}
