package io.mmapring.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that a killed process leaves, and the next one goes on with.
 */
class FlightFileTests {

	private static final String CSV = "2001-01-01T00:47,-5,1750,DTW,LAS";

	@TempDir
	Path folder;

	@Test
	void whenALineWasCutShortItIsDropped() throws Exception {
		Path path = this.folder.resolve("flights.csv");
		write(path, 7, 0);
		Files.writeString(path, "1,2001-01", StandardOpenOption.APPEND);
		try (FlightFile file = new FlightFile(path)) {
			assertThat(file.resume(7)).containsExactly(Flight.parse(7, 0, CSV));
			file.add(Flight.parse(7, 1, CSV));
		}
		assertThat(path).hasContent("replay 7\nnumber,date,delay,distance,origin,destination\n0," + CSV + "\n1," + CSV);
	}

	@Test
	void whenTheReplayIsAnotherTheFileBeginsAnew() throws Exception {
		Path path = this.folder.resolve("flights.csv");
		write(path, 7, 0);
		try (FlightFile file = new FlightFile(path)) {
			assertThat(file.resume(8)).isEmpty();
		}
		assertThat(FlightFile.read(path, 7)).isEmpty();
		assertThat(path).content().startsWith("replay 8\n");
	}

	private static void write(Path path, long replay, long number) throws Exception {
		try (FlightFile file = new FlightFile(path)) {
			file.begin(replay);
			file.add(Flight.parse(replay, number, CSV));
		}
	}

}
