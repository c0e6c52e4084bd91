package io.mmapring.event;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RecordCodec}: types that it refuses, and those of modules.
 */
class RecordCodecRefusalTests {

	@TempDir
	Path folder;

	@Test
	void whenTextHasNoLimitThenRefusedWithTheAnnotationToUse() {
		refused(Unlimited.class, "component name=a String without a limit (expected: @Chars on it)");
	}

	@Test
	void whenLimitIsNoNumberOfBytesThenRefused() {
		refused(NoRoom.class, "component name=@Chars(0) (expected: 1 to 65534)");
		refused(TooMuchRoom.class, "component name=@Chars(65535) (expected: 1 to 65534)");
	}

	@Test
	void whenLimitIsOnSomethingElseThenRefused() {
		refused(LimitedNumber.class, "component number=@Chars on int (expected: @Chars on a String only)");
	}

	@Test
	void whenComponentIsBoxedThenThePrimitiveIsNamed() {
		refused(Boxed.class, "component number=java.lang.Integer (expected: " + Component.KINDS + "); use int");
	}

	@Test
	void whenComponentIsATimeThenANumberIsNamed() {
		refused(Timed.class, "component when=java.time.Instant (expected: " + Component.KINDS + "); use a long");
	}

	@Test
	void whenComponentIsARecordThenItsComponentsAreNamed() {
		refused(Nested.class, "component inner=io.mmapring.event.RecordCodecRefusalTests$Boxed",
				"use its components in its place");
	}

	@Test
	void whenComponentIsAnArrayOrListThenRefused() {
		refused(Array.class, "component numbers=int[] (expected: " + Component.KINDS + ")", "RingCodec of your own");
		refused(Listed.class, "component numbers=java.util.List", "RingCodec of your own");
	}

	@Test
	@SuppressWarnings({ "rawtypes", "unchecked" })
	void whenTypeIsNoRecordThenRefused() {
		Class raw = String.class;
		assertThatIllegalArgumentException().isThrownBy(() -> RecordCodec.of(raw))
			.withMessageContaining("java.lang.String: components=none (expected: a record");
	}

	@Test
	void whenRecordHasTooManyComponentsThenRefused() throws Exception {
		assertThat(RecordCodec.of(load("open module m { }", longs(120))).layout()).endsWith("; 952 c119 long");
		refused(load("open module m { }", longs(121)), "components=121 (expected: a record of up to 120)");
	}

	@Test
	void whenPackageIsClosedThenRefusedWithTheLineToAdd() throws Exception {
		refused(load("module m { }", "record Event(int number) { }"), "its package p is closed in module m",
				"add 'opens p'");
		refused(load("module m { }", "public record Event(int number) { }"), "is closed in module m");
		refused(load("module m { exports p; }", "record Event(int number) { }"), "is closed in module m");
	}

	@Test
	void whenPackageIsOpenOrThePublicRecordExportedThenACodecIsMade() throws Exception {
		assertThat(RecordCodec.of(load("module m { opens p; }", "record Event(int number) { }")).layout())
			.isEqualTo("p.Event: length 8; 0 number int");
		assertThat(RecordCodec.of(load("module m { exports p; }", "public record Event(int number) { }")).layout())
			.isEqualTo("p.Event: length 8; 0 number int");
	}

	private static String longs(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "long c" + i)
			.collect(Collectors.joining(", ", "record Event(", ") { }"));
	}

	private static void refused(Class<? extends Record> type, String... parts) {
		assertThatIllegalArgumentException().isThrownBy(() -> RecordCodec.of(type))
			.withMessageStartingWith("cannot make a codec for " + type.getName() + ": ")
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts));
	}

	private Class<? extends Record> load(String module, String event) throws IOException, ClassNotFoundException {
		Path sources = Files.createTempDirectory(this.folder, "sources");
		Path classes = Files.createTempDirectory(this.folder, "classes");
		Path moduleFile = Files.writeString(sources.resolve("module-info.java"), module);
		Path eventFile = Files.writeString(Files.createDirectory(sources.resolve("p")).resolve("Event.java"),
				"package p; " + event);
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-d", classes.toString(), moduleFile.toString(), eventFile.toString());
		assertThat(result).isZero();
		ModuleLayer boot = ModuleLayer.boot();
		Configuration configuration = boot.configuration()
			.resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("m"));
		return boot.defineModulesWithOneLoader(configuration, getClass().getClassLoader())
			.findLoader("m")
			.loadClass("p.Event")
			.asSubclass(Record.class);
	}

	record Unlimited(String name) {

	}

	record NoRoom(@Chars(0) String name) {

	}

	record TooMuchRoom(@Chars(65_535) String name) {

	}

	record LimitedNumber(@Chars(3) int number) {

	}

	record Boxed(Integer number) {

	}

	record Timed(Instant when) {

	}

	record Nested(Boxed inner) {

	}

	@SuppressWarnings("ArrayRecordComponent")
	record Array(int[] numbers) {

	}

	record Listed(List<Integer> numbers) {

	}

}
