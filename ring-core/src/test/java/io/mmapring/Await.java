package io.mmapring;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, not for a time. */
public final class Await {

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	private static final long LOOK_NS = 100_000;

	private Await() {
	}

	public static void until(BooleanSupplier condition, Supplier<?> picture) {
		until(DEADLINE, condition, picture);
	}

	public static void until(Duration deadline, BooleanSupplier condition, Supplier<?> picture) {
		long startNs = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - startNs > deadline.toNanos()) {
				throw new AssertionError("not within " + deadline + ": " + picture.get());
			}
			LockSupport.parkNanos(LOOK_NS);
		}
	}

}
