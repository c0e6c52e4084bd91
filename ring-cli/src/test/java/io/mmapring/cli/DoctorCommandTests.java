package io.mmapring.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Claim;
import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorCommandTests {

	private static final int RING_STATE_AT = 4608;

	private static final int SLOTS_AT = 48;

	private static final int BOOT_ID_AT = 136;

	@TempDir
	Path parent;

	private final long pid = ProcessHandle.current().pid();

	private CliRun doctor(Object... more) {
		List<Object> arguments = new ArrayList<>(List.of("doctor", "-d", this.parent, "orders", "--window", "200ms"));
		arguments.addAll(List.of(more));
		return CliRun.of(arguments.toArray());
	}

	private JsonNode finding(String code) {
		JsonNode json = doctor("--json").json();
		for (JsonNode finding : json.get("findings")) {
			if (finding.get("code").textValue().equals(code)) {
				return finding;
			}
		}
		throw new AssertionError("no " + code + " in " + json);
	}

	@Test
	void whenAllGroupsKeepUpNothingIsWrong() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("journal")) {
			TestRings.publish(producer, 5);
			TestRings.take(consumer, 5);
			CliRun run = doctor();
			assertThat(run.exitCode()).as(run.out()).isZero();
			assertThat(run.out().strip()).isEqualTo("ring 'orders' (" + TestRings.file(this.parent, "orders")
					+ "): nothing wrong, looked at for 200ms");
		}
	}

	@Test
	void whenAConsumerHangsItIsNamed() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("journal")) {
			assertThat(consumer.group()).isEqualTo("journal");
			TestRings.publish(producer, 5);
			CliRun run = doctor();
			assertThat(run.exitCode()).isEqualTo(1);
			assertThat(run.out()).contains("1 problem", "problem: GROUP_STALLED",
					"group 'journal' at position 0 has 5 events to take and has taken none for ",
					"it is run by process " + this.pid + " (application 'shop', participant 1, since ",
					"why:    it has had the group since ", "do:     look whether its consumer is paused",
					"kill -9 " + this.pid);
			JsonNode finding = finding("GROUP_STALLED");
			assertThat(finding.get("group").textValue()).isEqualTo("journal");
			assertThat(finding.at("/process/pid").longValue()).isEqualTo(this.pid);
		}
	}

	@Test
	void whenTheRingIsFullItSaysWhichGroupIsInTheWay() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").group("billing").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("journal")) {
			TestRings.publish(producer, TestRings.SLOTS);
			TestRings.take(consumer, TestRings.SLOTS);
			JsonNode full = finding("GROUP_WITHOUT_CONSUMER");
			assertThat(full.get("group").textValue()).isEqualTo("billing");
			assertThat(full.get("blocks").toString()).isEqualTo("[\"producers\"]");
			assertThat(full.get("what").textValue())
				.startsWith("ring 'orders': group 'billing' at position 0 has had 32 events to take for ")
				.endsWith("no process runs it");
			assertThat(full.get("do").textValue()).startsWith("start its consumer");
		}
	}

	@Test
	void whenNoGroupIsThereItSaysWhatTheFullRingWaitsFor() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").open(); Producer producer = ring.producer()) {
			TestRings.publish(producer, TestRings.SLOTS);
			assertThat(finding("NO_GROUP").get("what").textValue()).endsWith("no consumer group that makes room");
		}
	}

	@Test
	void whenAClaimStaysOpenTheProducerIsNamed() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("journal");
				Claim claim = producer.claim(3)) {
			assertThat(claim).isNotNull();
			assertThat(consumer.group()).isEqualTo("journal");
			JsonNode finding = finding("PRODUCER_STALLED");
			assertThat(finding.get("what").textValue())
				.startsWith("ring 'orders': claim of sequence 0 (3 slots) by process ")
				.endsWith("that process runs");
			assertThat(finding.get("blocks").toString()).isEqualTo("[\"group 'journal'\"]");
			assertThat(finding.at("/process/pid").longValue()).isEqualTo(this.pid);
			assertThat(finding.at("/process/stopped").booleanValue()).isFalse();
		}
	}

	@Test
	void whenNobodyHasItOpenItIsNoProblem() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer()) {
			TestRings.publish(producer, 5);
		}
		CliRun run = doctor();
		assertThat(run.exitCode()).isZero();
		assertThat(run.out()).contains("nothing wrong", "note: NOT_OPEN",
				"there are events for groups 'journal' (lag 5)");
	}

	@Test
	void aCopyIsSaidToBeOne() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer()) {
			TestRings.publish(producer, 5);
			Path copy = this.parent.resolve("copy.dat");
			Files.copy(ring.path(), copy);
			CliRun run = CliRun.of("doctor", copy, "--window", "100ms");
			assertThat(run.exitCode()).isZero();
			assertThat(run.out()).contains("note: COPY", "process " + this.pid + " (application 'shop'")
				.doesNotContain("dead");
			assertThat(CliRun.of("groups", copy).out()).contains("a copy: those in its table have another file open");
			assertThat(CliRun.of("ls", copy).out()).contains("  copy  ");
		}
	}

	@Test
	void whenTheFileWasCutItSaysSo() throws Exception {
		TestRings.ring(this.parent, "orders").open().close();
		TestRings.cut(TestRings.file(this.parent, "orders"), 100_000);
		JsonNode finding = finding("WRONG_SIZE");
		assertThat(finding.get("why").textValue()).startsWith("size=100000 (expected: ");
		assertThat(doctor().exitCode()).isEqualTo(1);
	}

	@Test
	void whenTheFileIsGoneUnderALivingProcessItSaysSo() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").open()) {
			Files.delete(ring.path());
			JsonNode finding = finding("REMOVED");
			assertThat(finding.get("why").textValue())
				.isEqualTo("processes " + this.pid + " have the ring open: it was removed under them");
		}
	}

	@Test
	void whenAnotherFileWasPutInItsPlaceItSaysSo() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").open()) {
			Path copy = this.parent.resolve("copy.dat");
			Files.copy(ring.path(), copy);
			Files.delete(ring.path());
			Files.copy(copy, ring.path());
			JsonNode finding = finding("REPLACED");
			assertThat(finding.at("/process/pid").longValue()).isEqualTo(this.pid);
		}
	}

	@Test
	void eachKindOfFaultyFileHasItsName() throws Exception {
		Path file = TestRings.file(this.parent, "orders");
		TestRings.ring(this.parent, "orders").open().close();
		byte[] sound = Files.readAllBytes(file);
		TestRings.patch(file, RING_STATE_AT, 4711 << 8 | 2);
		assertThat(finding("MARKED_DAMAGED").get("why").textValue())
			.isEqualTo("it was marked as damaged by process 4711: an event had an impossible length");
		Files.write(file, sound);
		TestRings.patch(file, SLOTS_AT, 33);
		assertThat(finding("DAMAGED").get("why").textValue()).startsWith("crc=");
		Files.write(file, sound);
		TestRings.patch(file, Long.BYTES, 2);
		assertThat(finding("OTHER_VERSION").get("why").textValue()).isEqualTo("majorVersion=2 (expected: 1)");
		Files.writeString(file, "no ring ".repeat(1000));
		assertThat(finding("FOREIGN").get("why").textValue()).isEqualTo("magic=no?ring? (expected: MMAPRING)");
		Files.delete(file);
		Files.createDirectory(file);
		assertThat(finding("FOREIGN").get("why").textValue()).isEqualTo("kind=a directory (expected: a regular file)");
	}

	@Test
	void whenEverybodyMayWriteItIsAProblem() throws Exception {
		TestRings.ring(this.parent, "orders").open().close();
		Path file = TestRings.file(this.parent, "orders");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
		assertThat(finding("PERMISSIONS").get("do").textValue()).isEqualTo("chmod o-rwx " + file);
	}

	@Test
	void whenItLiesUnderAnotherNameNobodyCanOpenIt() throws Exception {
		TestRings.ring(this.parent, "shop").open().close();
		Files.move(this.parent.resolve("shop"), this.parent.resolve("orders"));
		assertThat(finding("MOVED").get("why").textValue()).contains("directory=orders (expected: shop");
	}

	@Test
	void whenThereIsNothingToFixNothingIsWritten() throws Exception {
		TestRings.ring(this.parent, "orders").open().close();
		byte[] before = Files.readAllBytes(TestRings.file(this.parent, "orders"));
		CliRun run = doctor("--fix");
		assertThat(run.exitCode()).isZero();
		assertThat(run.out()).contains("fix: nothing that could be cleared away");
		assertThat(Files.readAllBytes(TestRings.file(this.parent, "orders"))).isEqualTo(before);
	}

	@Test
	void wrongUsageIsToldFromWhatIsFound() throws Exception {
		assertThat(CliRun.of("doctor").exitCode()).isEqualTo(2);
		assertThat(CliRun.of().exitCode()).isEqualTo(2);
		assertThat(CliRun.of("nonsense").exitCode()).isEqualTo(2);
		assertThat(doctor("--window", "soon").exitCode()).isEqualTo(2);
		assertThat(doctor().exitCode()).isEqualTo(2);
		assertThat(CliRun.of("--help").exitCode()).isZero();
		assertThat(CliRun.of("--version").out()).contains("reads files of version 1.x");
	}

	@Test
	void aFileOfAnotherBootIsSaidToBeOne() throws Exception {
		TestRings.ring(this.parent, "orders").open().close();
		Path file = TestRings.file(this.parent, "orders");
		TestRings.patch(file, BOOT_ID_AT, 4711);
		Checksums.seal(file);
		assertThat(finding("OLDER_BOOT").get("severity").textValue()).isEqualTo("note");
		assertThat(CliRun.of("ls", file).out()).contains("older boot");
	}

}
