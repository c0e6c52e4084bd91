package io.mmapring.cli;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.cli.look.LagAges;

import static org.assertj.core.api.Assertions.assertThat;

class StatCommandTests {

	@TempDir
	Path parent;

	@Test
	void saysALineForEachInterval() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("journal")) {
			TestRings.publish(producer, 5);
			TestRings.take(consumer, 2);
			CliRun run = CliRun.of("stat", "-d", this.parent, "orders", "--interval", "20ms", "--count", 2);
			assertThat(run.exitCode()).isZero();
			assertThat(run.out().lines()).hasSize(2)
				.allSatisfy((line) -> assertThat(line)
					.matches("20\\S+Z  published 0/s  remaining 29/32  \\| journal 0/s  lag 3  age >\\d+ms"));
			JsonNode json = CliRun.of("stat", "-d", this.parent, "orders", "--interval", "20ms", "--count", 1, "--json")
				.json();
			assertThat(json.at("/groups/0/lag").longValue()).isEqualTo(3);
			assertThat(json.at("/groups/0/ageAtLeast").booleanValue()).isTrue();
			assertThat(json.get("publishedPerSecond").longValue()).isZero();
		}
	}

	@Test
	void countsWhatIsPublishedAndTaken() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("journal")) {
			Thread later = new Thread(() -> {
				for (int i = 0; i < 200; i++) {
					TestRings.publish(producer, 10);
					TestRings.takeQuietly(consumer, 10);
					java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
				}
			});
			later.start();
			JsonNode json = CliRun
				.of("stat", "-d", this.parent, "orders", "--interval", "300ms", "--count", 1, "--json")
				.json();
			later.join();
			assertThat(json.get("publishedPerSecond").longValue()).isPositive();
			assertThat(json.at("/groups/0/takenPerSecond").longValue()).isPositive();
		}
	}

	@Test
	void theAgeOfALagIsThatOfItsFirstEvent() {
		LagAges ages = new LagAges();
		ages.look(5, 1000);
		ages.look(5, 2000);
		ages.look(8, 3000);
		ages.look(9, 4000);
		assertThat(ages.ageNs(4, 5000)).isEqualTo(4000);
		assertThat(ages.isAtLeast(4)).isTrue();
		assertThat(ages.ageNs(5, 5000)).isEqualTo(2000);
		assertThat(ages.ageNs(7, 5000)).isEqualTo(2000);
		assertThat(ages.ageNs(8, 5000)).isEqualTo(1000);
		assertThat(ages.isAtLeast(5)).isFalse();
		assertThat(ages.ageNs(9, 5000)).isZero();
	}

	@Test
	void whenTheIntervalIsNothingItIsRefused() {
		TestRings.ring(this.parent, "orders").open().close();
		assertThat(CliRun.of("stat", "-d", this.parent, "orders", "--interval", "0s").exitCode()).isEqualTo(2);
	}

}
