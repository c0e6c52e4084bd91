package io.mmapring.sample;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.spring.test.process.ForkedRingProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The incidents of the runbook, played with the packaged sample: what health, metrics,
 * log and the command line say of them, from several processes. They agree on who is to
 * blame. What they said is in {@code target/incidents}.
 */
class IncidentsIT {

	private static final String SLOTS = "--ring.rings.flights.slots=4096";

	private static final String[] FAST = { SLOTS, "--sample.rate=4000", "--sample.loop=true",
			"--ring.health.blocked-producer-timeout=2s", "--logging.level.io.mmapring=info" };

	@TempDir
	Path folder;

	@Test
	void aListenerHangs() throws Exception {
		Incident incident = new Incident("listener-hangs", this.folder);
		try (SampleProcess consumer = consumer();
				SampleProcess producer = SampleProcess.jvm("producer", this.folder, "--sample.rate=500",
						"--sample.loop=true")) {
			consumer.awaitOutput(Pattern.compile("flights taken"));
			producer.awaitUp();
			consumer.post("/hang?on=true");
			consumer.await("delays DOWN", () -> Incident.status(consumer, "delays").equals("DOWN"));
			assertThat(incident.health("consumer", consumer))
				.contains("listener 'delays' of ring 'flights' is stalled");
			assertThat(incident.metrics("consumer", consumer, "ring_listener_without_progress_seconds"))
				.containsPattern("group=\"delays\".* [1-9]");
			assertThat(incident.endpoint("consumer", consumer)).contains("group-stalled", pid(consumer));
			consumer.awaitOutput(Pattern.compile("WARN.*delays"));
			assertThat(incident.log("consumer", consumer)).contains("delays");
			assertThat(incident.doctor()).contains("delays", pid(consumer), "GROUP_STALLED");
			incident.write();
			assertThat(Incident.status(consumer, "alerts")).isEqualTo("UP");
		}
	}

	@Test
	void aConsumerIsKilledAndNobodyStandsBy() throws Exception {
		Incident incident = new Incident("consumer-killed", this.folder);
		try (SampleProcess consumer = consumer(FAST);
				SampleProcess producer = SampleProcess.jvm("producer", this.folder, FAST)) {
			consumer.awaitOutput(Pattern.compile("flights taken"));
			producer.awaitUp();
			consumer.kill();
			producer.await("out of service", () -> Incident.status(producer, "ring").equals("OUT_OF_SERVICE"));
			assertThat(incident.health("producer", producer)).containsPattern(
					"group '\\w+' at position \\d+ has had \\d+ events to take for \\d\\.\\d s, and no process runs it");
			assertThat(incident.endpoint("producer", producer)).contains("group-without-consumer", "producers");
			incident.metrics("producer", producer, "ring_remaining", "ring_listener_owned",
					"ring_producer_blocked_total");
			assertThat(incident.doctor()).contains("GROUP_WITHOUT_CONSUMER", "no process runs it");
			incident.log("producer", producer);
			incident.write();
		}
	}

	@Test
	void aConsumerIsKilledAndAnotherOneStandsBy() throws Exception {
		Incident incident = new Incident("consumer-killed-standby", this.folder);
		try (SampleProcess first = consumer(FAST);
				SampleProcess producer = SampleProcess.jvm("producer", this.folder, FAST)) {
			producer.awaitUp();
			first.awaitOutput(Pattern.compile("flights taken"));
			try (SampleProcess second = consumer("--ring.listener.mode=standby", SLOTS,
					"--logging.level.io.mmapring=info")) {
				second.await("standing by", () -> second.get("/actuator/health/ring").body().contains("standby"));
				incident.health("second consumer, before the kill", second);
				first.kill();
				second.await("running", () -> !second.get("/actuator/health/ring").body().contains("standby"));
				second.awaitOutput(Pattern.compile("flights taken"));
				assertThat(incident.health("second consumer, a moment later", second)).doesNotContain("DOWN");
				incident.log("second consumer", second);
				incident.doctor();
				incident.write();
			}
		}
	}

	@Test
	void aProducerIsStoppedInAClaim() throws Exception {
		Incident incident = new Incident("producer-stopped", this.folder);
		try (SampleProcess consumer = consumer("--ring.health.blocked-producer-timeout=2s");
				SampleProcess producer = SampleProcess.jvm("producer", this.folder, "--sample.rate=500",
						"--sample.loop=true")) {
			consumer.awaitOutput(Pattern.compile("flights taken"));
			try (ForkedRingProcess tower = ForkedRingProcess.java(OpenClaimMain.class, this.folder.resolve("rings"))
				.withDeadline(Duration.ofSeconds(60))
				.start()) {
				tower.awaitLine("claimed .*");
				tower.suspend();
				consumer.await("out of service", () -> Incident.status(consumer, "ring").equals("OUT_OF_SERVICE"));
				String pid = Long.toString(tower.pid());
				assertThat(incident.health("consumer", consumer)).contains(pid, "tower");
				assertThat(incident.metrics("consumer", consumer, "ring_claim_age_seconds")).containsPattern(" [1-9]");
				assertThat(incident.endpoint("consumer", consumer)).contains("producer-stalled", pid, "tower");
				assertThat(incident.doctor()).contains("PRODUCER_STALLED", pid, "tower");
				incident.log("consumer", consumer);
				incident.write();
				tower.resume();
				tower.say("go");
				assertThat(tower.awaitExit()).as(tower::output).isZero();
				consumer.await("UP", () -> Incident.status(consumer, "ring").equals("UP"));
				producer.terminate();
			}
		}
	}

	@Test
	void aGroupOfAnotherProcessKeepsTheRingFull() throws Exception {
		Incident incident = new Incident("ring-full", this.folder);
		try (SampleProcess consumer = consumer(FAST);
				SampleProcess producer = SampleProcess.jvm("producer", this.folder, FAST)) {
			consumer.awaitOutput(Pattern.compile("flights taken"));
			producer.awaitUp();
			consumer.post("/hang?on=true");
			producer.await("out of service", () -> Incident.status(producer, "ring").equals("OUT_OF_SERVICE"));
			assertThat(incident.health("producer", producer)).contains("delays", pid(consumer));
			assertThat(incident.metrics("producer", producer, "ring_remaining",
					"ring_listener_without_progress_seconds", "ring_producer_blocked_total"))
				.contains("listener=\"none\"");
			assertThat(incident.endpoint("producer", producer)).contains("group-stalled", "delays", pid(consumer));
			assertThat(incident.doctor()).contains("GROUP_STALLED", "delays", pid(consumer));
			incident.log("producer", producer);
			incident.write();
		}
	}

	@Test
	void theFileIsCut() throws Exception {
		Incident incident = new Incident("file-cut", this.folder);
		try (SampleProcess consumer = consumer();
				SampleProcess producer = SampleProcess.jvm("producer", this.folder, "--sample.rate=500",
						"--sample.loop=true")) {
			consumer.awaitOutput(Pattern.compile("flights taken"));
			producer.awaitUp();
			try (FileChannel file = FileChannel.open(this.folder.resolve("rings/flights/ring.dat"),
					StandardOpenOption.WRITE)) {
				file.truncate(8192);
			}
			consumer.await("DOWN", () -> Incident.status(consumer, "ring").equals("DOWN"));
			consumer.await("journal DOWN", () -> Incident.status(consumer, "journal").equals("DOWN"));
			assertThat(incident.health("consumer", consumer)).contains("size=8192 (expected: ");
			assertThat(incident.metrics("consumer", consumer, "ring_usable")).contains(" 0");
			assertThat(incident.log("consumer", consumer)).contains("can no longer be used: size=8192");
			assertThat(incident.doctor()).contains("8192");
			incident.write();
		}
	}

	private SampleProcess consumer(String... options) {
		return SampleProcess.jvm("consumer", this.folder, options);
	}

	private static String pid(SampleProcess process) {
		return Long.toString(process.pid());
	}

}
