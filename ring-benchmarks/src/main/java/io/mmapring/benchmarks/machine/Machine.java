package io.mmapring.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at the machine before a run: how far the cores are from each other, and how much
 * of them others take.
 */
public final class Machine {

	private static final Path STAT = Path.of("/proc/stat");

	private static final long BOUNCE_NS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final int TRIPS_A_LOOK = 100;

	private static final long END = Long.MAX_VALUE;

	/** Elements that lie on lines of their own, also of those fetched in pairs. */
	private static final int PING = 16;

	private static final int PONG = 48;

	/** Whether the compiler has had its first time. */
	private static boolean compiled;

	private Machine() {
	}

	/**
	 * Mean time in which a cache line goes to another core and one comes back, in
	 * nanoseconds.
	 */
	static synchronized long roundTripNs() throws InterruptedException {
		AtomicLongArray lines = new AtomicLongArray(64);
		Thread other = new Thread(() -> {
			for (long i = 1; lines.getPlain(PING) != END; i++) {
				await(lines, PING, i);
				lines.setRelease(PONG, i);
			}
		}, "round trip");
		other.start();
		long warm = compiled ? 1 : bounce(lines, 1);
		compiled = true;
		long startNs = System.nanoTime();
		long trips = bounce(lines, warm) - warm;
		long ns = System.nanoTime() - startNs;
		lines.setRelease(PING, END);
		other.join();
		return ns / trips;
	}

	private static long bounce(AtomicLongArray lines, long first) {
		long startNs = System.nanoTime();
		long next = first;
		while (System.nanoTime() - startNs < BOUNCE_NS) {
			for (int i = 0; i < TRIPS_A_LOOK; i++) {
				lines.setRelease(PING, next);
				await(lines, PONG, next++);
			}
		}
		return next;
	}

	private static void await(AtomicLongArray lines, int index, long value) {
		while (lines.getAcquire(index) < value) {
			Thread.onSpinWait();
		}
	}

	/** Share of all cores that is taken while this process does nothing, in per cent. */
	static long othersPercent() throws IOException {
		long[] before = times();
		long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
		while (System.nanoTime() < endNs) {
			LockSupport.parkNanos(endNs - System.nanoTime());
		}
		long[] after = times();
		long all = Arrays.stream(after).sum() - Arrays.stream(before).sum();
		// idle and iowait
		long idle = after[3] + after[4] - before[3] - before[4];
		return (all == 0) ? 0 : 100 * (all - idle) / all;
	}

	/** User, nice, system, idle, iowait, irq, softirq and steal of all cores. */
	private static long[] times() throws IOException {
		String line = Files.readAllLines(STAT).get(0);
		return Arrays.stream(line.trim().split("\\s+")).skip(1).limit(8).mapToLong(Long::parseLong).toArray();
	}

	/**
	 * Name of the processor and number of cores.
	 * @return in words
	 * @throws IOException if the system does not say
	 */
	public static String cpu() throws IOException {
		String model = Files.readAllLines(Path.of("/proc/cpuinfo"))
			.stream()
			.filter((line) -> line.startsWith("model name"))
			.map((line) -> line.substring(line.indexOf(':') + 1).trim())
			.findFirst()
			.orElse("unknown (" + System.getProperty("os.arch") + ")");
		return model + ", " + Runtime.getRuntime().availableProcessors() + " cores";
	}

}
