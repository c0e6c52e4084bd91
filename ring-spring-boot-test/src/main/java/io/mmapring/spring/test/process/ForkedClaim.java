package io.mmapring.spring.test.process;

import java.io.IOException;
import java.nio.file.Path;

import io.mmapring.Claim;
import io.mmapring.CreateMode;
import io.mmapring.Producer;
import io.mmapring.Ring;

/** Another process that claims slots and does not get on. */
public final class ForkedClaim {

	private static final String CLAIMED = "claimed ";

	private ForkedClaim() {
	}

	/**
	 * Have a process claim slots of a ring and kill it.
	 * @param directory folder of the rings
	 * @param ring name of the ring
	 * @param slots how many slots
	 * @return the first sequence that it had claimed
	 */
	public static long die(Path directory, String ring, int slots) {
		try (ForkedRingProcess process = ForkedRingProcess.java(ForkedClaim.class, directory, ring, slots).start()) {
			String line = process.awaitLine(CLAIMED + "\\d+");
			process.kill();
			return Long.parseLong(line.substring(CLAIMED.length()));
		}
	}

	/**
	 * The other process.
	 * @param args folder of the rings, name of the ring, number of slots
	 * @throws IOException if its input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		try (Ring ring = Ring.builder(args[1])
			.directory(Path.of(args[0]))
			.application("ring-faults")
			.create(CreateMode.NEVER)
			.open(); Producer producer = ring.producer(); Claim claim = producer.claim(Integer.parseInt(args[2]))) {
			System.out.println(CLAIMED + claim.first());
			// until it is killed
			System.in.read();
		}
	}

}
