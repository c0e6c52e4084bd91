package io.mmapring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rooms of the core and the arrows between them.
 */
@AnalyzeClasses(packages = "io.mmapring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.mmapring";

	private static final String ERROR = ROOT + ".error";

	private static final String WAIT = ROOT + ".wait";

	private static final String FILE = ROOT + ".file";

	private static final String EVENT = ROOT + ".event";

	private static final String CODEC = ROOT + ".codec";

	private static final String GROUP = ROOT + ".group";

	private static final String SEQUENCE = ROOT + ".sequence";

	private static final String PROCESS = ROOT + ".process";

	private static final String STREAM = ROOT + ".stream";

	private static final String INSPECT = ROOT + ".inspect";

	@ArchTest
	final ArchRule packagesAreFreeOfCycles = slices().matching("(**)").should().beFreeOfCycles();

	@ArchTest
	final ArchRule everyClassIsInARoom = classes().should()
		.resideInAnyPackage(ROOT, ERROR, WAIT, FILE, EVENT, CODEC, GROUP, SEQUENCE, PROCESS, INSPECT, STREAM);

	@ArchTest
	final ArchRule errorKnowsNothing = room(ERROR);

	@ArchTest
	final ArchRule waitKnowsTheFile = room(WAIT, FILE, ERROR);

	@ArchTest
	final ArchRule fileKnowsErrors = room(FILE, ERROR);

	@ArchTest
	final ArchRule eventKnowsErrors = room(EVENT, ERROR);

	@ArchTest
	final ArchRule codecsKnowEvents = room(CODEC, EVENT, FILE, ERROR);

	@ArchTest
	final ArchRule processKnowsTheFile = room(PROCESS, FILE, ERROR);

	@ArchTest
	final ArchRule groupKnowsTheFile = room(GROUP, FILE, PROCESS, ERROR);

	@ArchTest
	final ArchRule sequenceKnowsTheRoomsBelow = room(SEQUENCE, GROUP, FILE, WAIT, ERROR, EVENT, PROCESS);

	@ArchTest
	final ArchRule inspectOnlyLooks = room(INSPECT, GROUP, FILE, PROCESS, ERROR);

	@ArchTest
	final ArchRule streamsUseTheRing = room(STREAM, ROOT, CODEC, EVENT, INSPECT, PROCESS, WAIT, ERROR);

	@ArchTest
	final ArchRule orderedAccessStaysInFile = noClasses().that()
		.resideOutsideOfPackage(FILE)
		.should()
		.dependOnClassesThat(assignableTo(VarHandle.class).or(assignableTo(MappedByteBuffer.class)))
		.because("what may be reordered is decided in one place");

	@ArchTest
	final ArchRule viewHandlesStayInFile = noClasses().that()
		.resideOutsideOfPackage(FILE)
		.should()
		.callMethod(MethodHandles.class, "byteBufferViewVarHandle", Class.class, ByteOrder.class)
		.orShould()
		.callMethod(MethodHandles.class, "byteArrayViewVarHandle", Class.class, ByteOrder.class)
		.because("a view of bytes is ordered access too");

	@ArchTest
	final ArchRule buffersStayInFileAndEvents = noClasses().that()
		.resideOutsideOfPackages(FILE, EVENT, CODEC, WAIT)
		.should()
		.dependOnClassesThat()
		.areAssignableTo(ByteBuffer.class)
		.because("an event may be a buffer, and a doorbell sends a byte; everybody else asks the file");

	@ArchTest
	final ArchRule agronaNeedsNoFlags = noClasses().should()
		.dependOnClassesThat()
		.haveNameMatching("org\\.agrona\\.(UnsafeApi|UnsafeAccess|concurrent\\.UnsafeBuffer)")
		.because("a user starts the JVM without options");

	private static ArchRule room(String room, String... below) {
		return classes().that()
			.resideInAPackage(room)
			.should()
			.onlyDependOnClassesThat(
					not(resideInAPackage(ROOT + "..")).or(resideInAPackage(room)).or(resideInAnyPackage(below)))
			.allowEmptyShould(true);
	}

}
