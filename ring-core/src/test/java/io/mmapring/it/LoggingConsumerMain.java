package io.mmapring.it;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.CreateMode;
import io.mmapring.Ring;
import io.mmapring.StorePosition;

/**
 * A process that takes the events of a group until it is asked to end, and writes down
 * each. If the group has a consumer it stands by.
 */
public final class LoggingConsumerMain {

	/**
	 * Slower than the producer, so that it is in the middle of a batch most of the time.
	 */
	private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(50);

	private static final int PAUSE_EACH = 64;

	private LoggingConsumerMain() {
	}

	public static void main(String[] args) throws Exception {
		Ring ring = Ring.builder("flow").directory(Path.of(args[0])).create(CreateMode.NEVER).open();
		Runtime.getRuntime().addShutdownHook(new Thread(ring::close));
		EventLog log = EventLog.create(Path.of(args[2]));
		System.out.println("ready");
		Consumer consumer = ring
			.awaitConsumer(ConsumerOptions.of(args[1]).withStorePosition(StorePosition.valueOf(args[3])));
		System.out.println("taking");
		consumer.run((event, sequence, endOfBatch) -> {
			log.add(sequence, event.payload().getLong(0));
			if (sequence % PAUSE_EACH == 0) {
				LockSupport.parkNanos(PAUSE_NS);
			}
		});
		System.out.println("let go");
	}

}
