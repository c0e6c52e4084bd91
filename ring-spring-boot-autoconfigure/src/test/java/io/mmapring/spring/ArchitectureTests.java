package io.mmapring.spring;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rooms of the Spring side and the arrows between them.
 */
@AnalyzeClasses(packages = "io.mmapring.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.mmapring.spring";

	private static final String RINGS = ROOT + ".rings";

	private static final String PRODUCER = ROOT + ".producer";

	private static final String ENDPOINT = ROOT + ".endpoint";

	private static final String DELIVERY = ROOT + ".delivery";

	private static final String LISTENER = ROOT + ".listener";

	private static final String MESSAGING = ROOT + ".messaging";

	private static final String JSON = ROOT + ".json";

	private static final String OBSERVATION = ROOT + ".observation";

	private static final String ACTUATE = ROOT + ".actuate";

	private static final String AUTOCONFIGURE = ROOT + ".autoconfigure";

	@ArchTest
	final ArchRule packagesAreFreeOfCycles = slices().matching("(**)").should().beFreeOfCycles();

	@ArchTest
	final ArchRule everyClassIsInARoom = classes().should()
		.resideInAnyPackage(ROOT, RINGS, PRODUCER, ENDPOINT, DELIVERY, LISTENER, MESSAGING, JSON, OBSERVATION, ACTUATE,
				AUTOCONFIGURE);

	@ArchTest
	final ArchRule whatAUserMeetsKnowsNoInternals = room(ROOT);

	@ArchTest
	final ArchRule ringsKnowWhatAUserMeets = room(RINGS, ROOT);

	@ArchTest
	final ArchRule producersKnowTheRings = room(PRODUCER, RINGS, ROOT);

	@ArchTest
	final ArchRule endpointsKnowTheRings = room(ENDPOINT, RINGS, ROOT);

	@ArchTest
	final ArchRule deliveriesKnowEndpoints = room(DELIVERY, ENDPOINT, RINGS, ROOT);

	@ArchTest
	final ArchRule listenersKnowTheirDeliveries = room(LISTENER, DELIVERY, ENDPOINT, RINGS, ROOT);

	@ArchTest
	final ArchRule messagingKnowsEndpoints = room(MESSAGING, ENDPOINT, ROOT);

	@ArchTest
	final ArchRule springMessagingStaysInItsRoom = noClasses().that()
		.resideOutsideOfPackages(MESSAGING, AUTOCONFIGURE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.messaging..");

	@ArchTest
	final ArchRule observationsKnowWhatIsSentAndDelivered = room(OBSERVATION, DELIVERY, ENDPOINT, RINGS, ROOT);

	@ArchTest
	final ArchRule slf4jStaysInItsRoom = noClasses().that()
		.resideOutsideOfPackages(OBSERVATION, AUTOCONFIGURE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.slf4j..");

	@ArchTest
	final ArchRule tracersStayInTheirRoom = noClasses().that()
		.resideOutsideOfPackages(OBSERVATION, AUTOCONFIGURE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.micrometer.tracing..");

	@ArchTest
	final ArchRule actuatorKnowsListenersAndRings = room(ACTUATE, LISTENER, RINGS, ROOT);

	@ArchTest
	final ArchRule jsonKnowsWhatAUserMeets = room(JSON, ROOT);

	@ArchTest
	final ArchRule jacksonStaysInItsRoom = noClasses().that()
		.resideOutsideOfPackages(JSON, AUTOCONFIGURE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("tools.jackson..");

	@ArchTest
	final ArchRule optionalLibrariesStayInTheirRooms = noClasses().that()
		.resideOutsideOfPackages(OBSERVATION, ACTUATE, AUTOCONFIGURE)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot.health..", "org.springframework.boot.actuate..",
				"io.micrometer..", "org.springframework.web..");

	@ArchTest
	final ArchRule autoConfigurationsAreFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	final ArchRule beanMethodsArePackagePrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate();

	private static ArchRule room(String room, String... below) {
		return classes().that()
			.resideInAPackage(room)
			.should()
			.onlyDependOnClassesThat(
					not(resideInAPackage(ROOT + "..")).or(resideInAPackage(room)).or(resideInAnyPackage(below)));
	}

}
