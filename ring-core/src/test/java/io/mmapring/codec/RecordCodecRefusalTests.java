package io.mmapring.codec;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.event.Bytes;
import io.mmapring.event.Chars;
import io.mmapring.event.Decimal;
import io.mmapring.event.Length;

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
		refused(LimitedNumber.class, "component number=@Chars on int (expected: @Chars on String, @Bytes on byte[]");
	}

	@Test
	void whenComponentIsBoxedThenThePrimitiveIsNamed() {
		refused(Boxed.class, "component number=java.lang.Integer (expected: " + Kinds.NAMES + "); use int");
	}

	@Test
	void whenComponentIsATimeOfAZoneThenAnInstantIsNamed() {
		refused(Timed.class, "component when=java.time.ZonedDateTime (expected: " + Kinds.NAMES + "); use an Instant");
	}

	@Test
	void whenBytesOrDecimalHaveNoAnnotationThenItIsNamed() {
		refused(Unbounded.class, "component bytes=an array without a length (expected: @Bytes or @Length on it)");
		refused(Unscaled.class, "component price=a BigDecimal without a scale (expected: @Decimal on it)");
		refused(Array.class, "component numbers=an array without a length (expected: @Length on it)");
	}

	@Test
	void whenNumberInAnAnnotationIsOutOfRangeThenRefused() {
		refused(NoBytes.class, "component bytes=@Bytes(0) (expected: 1 to 65534)");
		refused(Endless.class, "component price=@Decimal(19) (expected: 0 to 18)");
		refused(NoElements.class, "component numbers=@Length(0) (expected: 1 to 65536)");
		refused(Huge.class, "component parts=an array of 4294967296 bytes (expected: at most 268435456)");
	}

	@Test
	void whenArrayIsOfArraysThenRefused() {
		refused(Table.class, "component cells=an array without a length", "an array of arrays is not possible");
	}

	@Test
	void whenOptionalIsOfNothingKnownThenRefused() {
		refused(Whatever.class, "component value=java.util.Optional<?>", "say what is optional");
		refused(Twice.class, "say what is optional");
	}

	@Test
	void whenRecordContainsItselfThenRefused() {
		refused(Chain.class, "component next=", "Chain (expected: a record that does not contain itself)");
	}

	@Test
	void whenComponentOfAnInnerRecordIsRefusedThenItsOwnRecordIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> RecordCodec.of(Nested.class))
			.withMessageContaining("$Boxed: component number=java.lang.Integer");
	}

	@Test
	void whenComponentIsAListThenRefused() {
		refused(Listed.class, "component numbers=java.util.List<java.lang.Integer>", "RingCodec of your own");
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
			.isEqualTo("p.Event: length 4; 0 number int");
		assertThat(RecordCodec.of(load("module m { exports p; }", "public record Event(int number) { }")).layout())
			.isEqualTo("p.Event: length 4; 0 number int");
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

	record Timed(ZonedDateTime when) {

	}

	record Nested(Boxed inner) {

	}

	@SuppressWarnings("ArrayRecordComponent")
	record Array(int[] numbers) {

	}

	@SuppressWarnings("ArrayRecordComponent")
	record Unbounded(byte[] bytes) {

	}

	@SuppressWarnings("ArrayRecordComponent")
	record NoBytes(@Bytes(0) byte[] bytes) {

	}

	@SuppressWarnings("ArrayRecordComponent")
	record NoElements(@Length(0) int[] numbers) {

	}

	@SuppressWarnings("ArrayRecordComponent")
	record Huge(@Length(65_536) @Chars(65_534) String[] parts) {

	}

	@SuppressWarnings("ArrayRecordComponent")
	record Table(@Length(2) int[][] cells) {

	}

	record Unscaled(BigDecimal price) {

	}

	record Endless(@Decimal(19) BigDecimal price) {

	}

	record Whatever(Optional<?> value) {

	}

	record Twice(Optional<Optional<Integer>> value) {

	}

	record Chain(int number, Optional<Chain> next) {

	}

	record Listed(List<Integer> numbers) {

	}

}
