package io.mmapring.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorIT {

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	@TempDir
	Path parent;

	private JsonNode doctor(String... more) {
		Object[] arguments = new Object[6 + more.length];
		Object[] fixed = { "doctor", "-d", this.parent, "orders", "--json", "--window=300ms" };
		System.arraycopy(fixed, 0, arguments, 0, fixed.length);
		System.arraycopy(more, 0, arguments, fixed.length, more.length);
		return CliRun.of(arguments).json();
	}

	/**
	 * Look until something is found: a process that was just killed may still be ending.
	 */
	private JsonNode await(String code) {
		long deadlineNs = System.nanoTime() + DEADLINE.toNanos();
		JsonNode last = doctor();
		while (System.nanoTime() < deadlineNs) {
			for (JsonNode finding : last.get("findings")) {
				if (finding.get("code").textValue().equals(code)) {
					return finding;
				}
			}
			last = doctor();
		}
		throw new AssertionError("no " + code + " within " + DEADLINE + ", but " + last);
	}

	@Test
	void whenAProducerIsStoppedInAClaimItIsNamedAndThatItIsStopped() throws Exception {
		try (RingProcess producer = RingProcess.start(this.parent, "orders", "shop", "publish:2", "claim:3");
				RingProcess consumer = RingProcess.start(this.parent, "orders", "books", "take:journal:2",
						"take:billing:2")) {
			producer.signal("STOP");
			JsonNode finding = await("PRODUCER_STALLED");
			assertThat(finding.get("what").textValue())
				.startsWith("ring 'orders': claim of sequence 2 (3 slots) by process " + producer.pid()
						+ " (application 'shop'")
				.contains("that process does not run: its heartbeat has stood still for ");
			assertThat(finding.get("why").textValue())
				.isEqualTo("process " + producer.pid() + " is stopped: by SIGSTOP, its terminal or a debugger");
			assertThat(finding.get("blocks").toString()).isEqualTo("[\"group 'journal'\",\"group 'billing'\"]");
			assertThat(finding.get("do").textValue()).contains("kill -CONT " + producer.pid());
			assertThat(finding.at("/process/stopped").booleanValue()).isTrue();
			JsonNode fix = doctor("--fix");
			assertThat(fix.get("fixed")).as("nothing of the living is touched").isNull();
			assertThat(await("PRODUCER_STALLED").at("/process/pid").longValue()).isEqualTo(producer.pid());
			assertThat(consumer.pid()).isNotEqualTo(producer.pid());
		}
	}

	@Test
	void whenAConsumerIsStoppedTheFullRingNamesIt() throws Exception {
		try (RingProcess consumer = RingProcess.start(this.parent, "orders", "books", "hold:journal", "hold:billing");
				RingProcess producer = RingProcess.start(this.parent, "orders", "shop", "publish:32")) {
			consumer.signal("STOP");
			JsonNode full = await("GROUP_STALLED");
			assertThat(full.get("blocks").toString()).isEqualTo("[\"producers\"]");
			assertThat(full.at("/process/pid").longValue()).isEqualTo(consumer.pid());
			assertThat(full.at("/process/stopped").booleanValue()).isTrue();
			assertThat(full.get("do").textValue()).contains("kill -CONT " + consumer.pid());
			assertThat(producer.pid()).isNotEqualTo(consumer.pid());
		}
	}

	@Test
	void whatTheDeadHaveLeftIsClearedAwayOnDemand() throws Exception {
		long pid;
		try (RingProcess producer = RingProcess.start(this.parent, "orders", "shop", "publish:2", "claim:3",
				"take:journal:2", "take:billing:2")) {
			pid = producer.pid();
			producer.kill();
		}
		JsonNode dead = await("DEAD_PARTICIPANT");
		assertThat(dead.at("/process/pid").longValue()).isEqualTo(pid);
		assertThat(dead.get("do").textValue()).startsWith("clear it away: doctor --fix");
		assertThat(await("PRODUCER_DEAD").get("what").textValue()).startsWith("ring 'orders': claim of sequence 2");
		JsonNode fixed = doctor("--fix");
		assertThat(fixed.at("/fixed/refused").isNull()).isTrue();
		assertThat(fixed.at("/fixed/cleared/0/pid").longValue()).isEqualTo(pid);
		assertThat(fixed.at("/fixed/cleared/0/repairedSlots").longValue()).isEqualTo(3);
		assertThat(fixed.get("findings")).hasSize(1);
		assertThat(fixed.at("/findings/0/code").textValue()).isEqualTo("NOT_OPEN");
		assertThat(CliRun.of("doctor", "-d", this.parent, "orders").exitCode()).isZero();
	}

	@Test
	void whenACopyIsToBeFixedThatIsRefused() throws Exception {
		try (RingProcess producer = RingProcess.start(this.parent, "orders", "shop", "claim:3")) {
			producer.kill();
		}
		await("DEAD_PARTICIPANT");
		Path copy = this.parent.resolve("copy.dat");
		Files.copy(TestRings.file(this.parent, "orders"), copy);
		CliRun run = CliRun.of("doctor", copy, "--fix", "--window=100ms");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.out()).contains("fix: refused: " + copy + " is not where processes open rings");
	}

}
