package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.agrona.MutableDirectBuffer;

import io.mmapring.Claim;
import io.mmapring.CreateMode;
import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Ring;

/** A process that publishes events of all sizes, alone and in batches, until told. */
public final class LargeEventMain {

	private static final long FILLING_NS = 20_000;

	private LargeEventMain() {
	}

	public static void main(String[] args) throws IOException {
		int number = Integer.parseInt(args[1]);
		int run = Integer.parseInt(args[2]);
		ProducerOptions options = ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofMinutes(2));
		int counter = 0;
		try (Ring ring = Ring.builder("large").directory(Path.of(args[0])).create(CreateMode.NEVER).open();
				Producer producer = ring.producer(options)) {
			while (System.in.available() == 0) {
				counter += publish(producer, number, run, counter, ring.maxEventBytes());
			}
		}
		System.out.println("published " + counter);
	}

	private static int publish(Producer producer, int number, int run, int counter, int maxBytes) {
		int first = LargeEvent.type(number, run, counter);
		int[] lengths = new int[LargeEvent.batch(first)];
		for (int i = 0; i < lengths.length; i++) {
			lengths[i] = LargeEvent.length(first + i, maxBytes);
		}
		if (lengths.length == 1) {
			producer.publish(first, lengths[0], LargeEventMain::fill, first);
			return 1;
		}
		try (Claim claim = producer.claimEvents(lengths)) {
			for (int i = 0; i < lengths.length; i++) {
				fill(claim.next(first + i, lengths[i]), first + i);
			}
			claim.publish();
		}
		return lengths.length;
	}

	/** So slowly that the claim is open at most instants. */
	private static void fill(MutableDirectBuffer payload, int type) {
		LockSupport.parkNanos(FILLING_NS);
		LargeEvent.fill(payload, type);
		LockSupport.parkNanos(FILLING_NS);
	}

}
