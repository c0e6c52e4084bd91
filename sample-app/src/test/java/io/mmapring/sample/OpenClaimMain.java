package io.mmapring.sample;

import java.nio.file.Path;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;

/** Another application's producer, which claims a slot and leaves it open. */
public final class OpenClaimMain {

	private OpenClaimMain() {
	}

	/**
	 * Claim, say so, and wait for a word.
	 * @param arguments the directory of rings
	 * @throws Exception if that fails
	 */
	public static void main(String[] arguments) throws Exception {
		try (Ring ring = Ring.builder("flights").directory(Path.of(arguments[0])).application("tower").open();
				Producer producer = ring.producer();
				Claim claim = producer.claim(1)) {
			System.out.println("claimed " + claim.first());
			System.in.read();
		}
	}

}
