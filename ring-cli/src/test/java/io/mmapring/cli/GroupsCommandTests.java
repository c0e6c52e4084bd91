package io.mmapring.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Claim;
import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.event.EventHeader;
import io.mmapring.group.GroupSpec;

import static org.assertj.core.api.Assertions.assertThat;

class GroupsCommandTests {

	@TempDir
	Path parent;

	@Test
	void saysWhereEachGroupStandsAndWhoHasIt() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").group("billing", "journal").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("journal")) {
			TestRings.publish(producer, 5);
			TestRings.take(consumer, 3);
			CliRun run = CliRun.of("groups", "-d", this.parent, "orders", "--window", "100ms");
			assertThat(run.exitCode()).isZero();
			assertThat(run.out()).contains("tail 5, remaining 27 of 32 slots");
			long pid = ProcessHandle.current().pid();
			assertThat(run.out().lines().map((line) -> line.replaceAll(" +", " ")))
				.anySatisfy((line) -> assertThat(line).startsWith("journal LIVE 3 2 stands - " + pid + " shop 20"))
				.contains("billing LIVE 0 5 stands - - - - journal")
				.anySatisfy((line) -> assertThat(line).startsWith(" 1 " + pid + " shop alive 20")
					.endsWith("takes journal, made the newest claim 0 0 0"));
		}
	}

	@Test
	void whenAGroupStandsAtAClaimItNamesTheProducer() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("journal");
				Claim claim = producer.claim(3)) {
			assertThat(claim).isNotNull();
			assertThat(consumer.group()).isEqualTo("journal");
			JsonNode json = CliRun.of("groups", TestRings.file(this.parent, "orders"), "--json").json();
			JsonNode group = json.at("/groups/0");
			assertThat(group.get("progress").textValue()).isEqualTo("AT_CLAIM");
			assertThat(group.at("/waitsFor/owner/pid").longValue()).isEqualTo(ProcessHandle.current().pid());
			assertThat(json.at("/openClaims/0/slots").intValue()).isEqualTo(3);
			assertThat(json.at("/participants/0/does").toString()).contains("has a claim open at 0");
		}
	}

	@Test
	void whenTheRingKeepsPublishTimesItSaysSinceWhenEventsWait() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders")
			.group("journal")
			.eventHeaders(EventHeader.PUBLISH_TIME)
			.open(); Producer producer = ring.producer()) {
			long beforeMs = System.currentTimeMillis();
			TestRings.publish(producer, 1);
			JsonNode group = CliRun.of("groups", "-d", this.parent, "orders", "--json").json().at("/groups/0");
			assertThat(Instant.parse(group.get("oldestPublished").textValue()).toEpochMilli()).isBetween(beforeMs,
					System.currentTimeMillis());
		}
	}

	@Test
	void showsTheShardsOfAGroup() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group(new GroupSpec("billing", List.of(), 2)).open()) {
			assertThat(ring.slots()).isEqualTo(TestRings.SLOTS);
			CliRun run = CliRun.of("groups", "-d", this.parent, "orders");
			assertThat(run.out().lines().map((line) -> line.replaceAll(" +", " "))).contains("billing 0 0 0 - - - -",
					"billing 1 0 0 - - - -");
		}
	}

	@Test
	void whenThereIsNoSuchRingItCannotLook() throws Exception {
		CliRun run = CliRun.of("groups", "-d", this.parent, "none");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).contains("file=none");
		JsonNode json = CliRun.of("groups", "-d", this.parent, "none", "--json").json();
		assertThat(json.get("error").textValue()).contains("file=none");
	}

}
