package io.mmapring.it;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Ring;

/**
 * A process that does everything that can be done with a ring, until it can no longer be
 * used, then says how each activity ended.
 */
public final class BusyMain {

	private BusyMain() {
	}

	public static void main(String[] args) throws Exception {
		Ring ring = Ring.builder("orders").directory(Path.of(args[0])).group(args[1]).open();
		Producer producer = ring.producer(ProducerOptions.DEFAULT);
		Consumer consumer = ring.consumer(args[1]);
		List<FutureTask<String>> activities = new ArrayList<>();
		activities.add(start("producer", () -> producer.publish(1, 8, (payload, id) -> payload.putLong(0, id), 42L)));
		activities
			.add(start("consumer", () -> consumer.run((event, sequence, endOfBatch) -> event.payload().getLong(0))));
		activities.add(start("snapshot", ring::snapshot));
		activities.add(start("lag", consumer::lag));
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		System.out.println("busy");
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			switch (line) {
				case "ends" -> ends(activities);
				case "close" -> close(ring, producer, consumer);
				default -> throw new IllegalArgumentException(line);
			}
		}
	}

	private static void ends(List<FutureTask<String>> activities) throws InterruptedException, ExecutionException {
		for (FutureTask<String> activity : activities) {
			System.out.println(activity.get());
		}
	}

	private static void close(Ring ring, Producer producer, Consumer consumer) {
		long startNs = System.nanoTime();
		producer.close();
		consumer.close();
		ring.close();
		System.out.println("closed in " + (System.nanoTime() - startNs) / 1_000_000 + " ms");
	}

	private static FutureTask<String> start(String name, Activity activity) {
		FutureTask<String> task = new FutureTask<>(() -> name + ": " + end(activity));
		new Thread(task, name).start();
		return task;
	}

	private static Throwable end(Activity activity) {
		while (true) {
			try {
				activity.run();
			}
			catch (InternalError ex) {
				// Java 17 delivers it a little later, also between two calls
				if (ex.getStackTrace().length > 0 && isInRing(ex)) {
					return ex;
				}
			}
			catch (Throwable ex) {
				return ex;
			}
		}
	}

	private static boolean isInRing(InternalError error) {
		for (StackTraceElement frame : error.getStackTrace()) {
			if (frame.getClassName().startsWith("io.mmapring.")
					&& !frame.getClassName().startsWith("io.mmapring.it.")) {
				return true;
			}
		}
		return false;
	}

	/** Something that is done again and again. */
	private interface Activity {

		void run() throws Exception;

	}

}
