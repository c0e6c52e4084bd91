package io.mmapring.spring.actuate;

import java.io.IOException;
import java.nio.file.Path;

import io.mmapring.Claim;
import io.mmapring.CreateMode;
import io.mmapring.Producer;
import io.mmapring.Ring;

/** Another application, which claims slots and then does not get on. */
public final class ClaimingMain {

	private ClaimingMain() {
	}

	public static void main(String[] args) throws IOException {
		try (Ring ring = Ring.builder("orders")
			.directory(Path.of(args[0]))
			.application("warehouse")
			.create(CreateMode.NEVER)
			.open(); Producer producer = ring.producer(); Claim claim = producer.claim(Integer.parseInt(args[1]))) {
			System.out.println("claimed " + claim.first());
			System.out.println(System.in.read());
		}
	}

}
