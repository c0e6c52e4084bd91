package io.mmapring.spring.test.context;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;

/** All slots of a ring are claimed that are free. */
final class FullRingFault extends Fault {

	private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(10);

	private static final long LOOK_NS = TimeUnit.MICROSECONDS.toNanos(100);

	private final List<Producer> producers = new ArrayList<>();

	private final List<Claim> claims = new ArrayList<>();

	FullRingFault(String ring) {
		super("ring '%s' is full".formatted(ring));
	}

	/**
	 * Claim what is free.
	 * @param running whether listeners take events meanwhile
	 */
	synchronized void fill(Ring ring, BooleanSupplier running) {
		boolean full = false;
		try {
			long startNs = System.nanoTime();
			int claimed = 0;
			while (claimed < ring.slots()) {
				int more = claim(ring);
				claimed += more;
				if (more == 0 && (!running.getAsBoolean() || System.nanoTime() - startNs > DEADLINE_NS)) {
					break;
				}
				if (more == 0) {
					LockSupport.parkNanos(this, LOOK_NS);
				}
			}
			if (claim(ring) > 0) {
				throw new IllegalStateException(
						"ring '%s' cannot be full: when-no-groups=overwrite and it has no group (expected: a group, or block)"
							.formatted(ring.name()));
			}
			full = true;
			strike();
		}
		finally {
			if (!full) {
				close();
			}
		}
	}

	private int claim(Ring ring) {
		Producer producer = ring.producer();
		int slots = producer.tryClaimUpTo(ring.slots());
		if (slots == 0) {
			producer.close();
			return 0;
		}
		this.producers.add(producer);
		this.claims.add(producer.claimed());
		return slots;
	}

	@Override
	public synchronized void close() {
		super.close();
		this.claims.forEach(Claim::abandon);
		this.claims.clear();
		this.producers.forEach(Producer::close);
		this.producers.clear();
	}

}
