package io.mmapring.cli;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The rooms of the command line and the arrows between them. */
@AnalyzeClasses(packages = "io.mmapring.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	final ArchRule packagesAreFreeOfCycles = slices().matching("io.mmapring.(cli..)").should().beFreeOfCycles();

	@ArchTest
	final ArchRule onlyCommandsKnowTheParser = noClasses().that()
		.resideOutsideOfPackage("io.mmapring.cli")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("picocli..");

	@ArchTest
	final ArchRule nobodyReachesIntoTheFile = noClasses().should()
		.dependOnClassesThat()
		.haveNameMatching("io\\.mmapring\\.file\\.(RingMemory|RingLayout|ParticipantLayout)")
		.because("what a look needs to know is asked of io.mmapring.inspect");

}
