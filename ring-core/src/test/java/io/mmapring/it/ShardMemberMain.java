package io.mmapring.it;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.CreateMode;
import io.mmapring.Ring;

/**
 * A process that takes its share of a group's events until it is asked to end, and writes
 * down each, and when.
 */
public final class ShardMemberMain {

	private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(50);

	private static final int PAUSE_EACH = 64;

	private ShardMemberMain() {
	}

	public static void main(String[] args) throws Exception {
		Ring ring = Ring.builder("flow").directory(Path.of(args[0])).create(CreateMode.NEVER).open();
		Runtime.getRuntime().addShutdownHook(new Thread(ring::close));
		EventLog log = EventLog.create(Path.of(args[1]));
		Consumer consumer = ring.consumer(ConsumerOptions.of(ShardsIT.GROUP)
			.withShards(ShardsIT.SHARDS, (event) -> event.payload().getLong(0) % ShardsIT.KEYS));
		System.out.println("taking");
		consumer.run((event, sequence, endOfBatch) -> {
			log.add(sequence, System.nanoTime());
			if (sequence % PAUSE_EACH == 0) {
				LockSupport.parkNanos(PAUSE_NS);
			}
		});
	}

}
