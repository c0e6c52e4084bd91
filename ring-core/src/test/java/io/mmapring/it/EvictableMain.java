package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;

import io.mmapring.Consumer;
import io.mmapring.CreateMode;
import io.mmapring.Ring;
import io.mmapring.error.GroupEvictedException;

/**
 * A process that takes the events of a group until the group is evicted. Each event is
 * its own sequence, eight times.
 */
public final class EvictableMain {

	private static final int LONGS = 8;

	private EvictableMain() {
	}

	public static void main(String[] args) throws Exception {
		long[] taken = new long[1];
		try (Ring ring = Ring.builder("orders")
			.directory(Path.of(args[0]))
			.application("slowpoke")
			.create(CreateMode.NEVER)
			.open(); Consumer consumer = ring.consumer(args[1])) {
			System.out.println("ready");
			consumer.run((event, sequence, endOfBatch) -> {
				for (int i = 0; i < LONGS; i++) {
					check(event.payload().getLong(i * Long.BYTES), sequence);
				}
				taken[0]++;
			});
		}
		catch (GroupEvictedException ex) {
			System.out.println("evicted " + ex.position() + " " + taken[0]);
			System.out.println(ex.getMessage());
		}
	}

	private static void check(long value, long sequence) throws IOException {
		if (value != sequence) {
			System.out.println("event " + sequence + " has " + value);
			throw new IOException("an event that was overwritten");
		}
	}

}
