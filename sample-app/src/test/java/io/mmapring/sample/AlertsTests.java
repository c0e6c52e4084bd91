package io.mmapring.sample;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.mmapring.spring.test.RingPump;
import io.mmapring.spring.test.RingTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which flights are noted, with listeners that run in the test's thread.
 */
// tag::alerts[]
@RingTest
@Import({ FlightSource.class, ReplayEnd.class, Hang.class })
class AlertsTests {

	@TempDir
	static Path folder;

	@Autowired
	private Departures departures;

	@Autowired
	private RingPump pump;

	@Autowired
	private Alerts alerts;

	@DynamicPropertySource
	static void output(DynamicPropertyRegistry registry) {
		registry.add("sample.output", () -> folder);
	}

	@Test
	void flightsOverThreeHoursLateAreNotedOnce() throws Exception {
		Flight late = flight(1, 181);
		this.departures.departed(flight(0, 180));
		this.departures.departed(late);
		this.departures.departed(late);
		this.pump.strict().drain();
		assertThat(this.alerts.flights()).containsExactly(late);
		assertThat(Files.readString(folder.resolve("alerts.csv"))).containsOnlyOnce(late.csv());
	}

	private static Flight flight(long number, int delayMinutes) {
		return Flight.parse(1, number, "2001-01-01T00:47," + delayMinutes + ",1750,DTW,LAS");
	}

}
// end::alerts[]
