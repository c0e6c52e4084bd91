package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;

import org.agrona.MutableDirectBuffer;

import io.mmapring.CreateMode;
import io.mmapring.Producer;
import io.mmapring.Ring;

/** A process that publishes events of all sizes as fast as it can, until told. */
public final class ObservedProducerMain {

	private static final int MOST = 1 << 22;

	private ObservedProducerMain() {
	}

	public static void main(String[] args) throws IOException {
		int number = Integer.parseInt(args[1]);
		int counter = 0;
		try (Ring ring = Ring.builder("observed").directory(Path.of(args[0])).create(CreateMode.NEVER).open();
				Producer producer = ring.producer()) {
			while (counter < MOST && System.in.available() == 0) {
				// one look at the input for many events, or they would be slow
				for (int i = 0; i < 256; i++) {
					int type = LargeEvent.type(number, 0, counter++);
					producer.publish(type, LargeEvent.length(type, ring.maxEventBytes()), ObservedProducerMain::fill,
							type);
				}
			}
			// a fast one has sent all that its counter can name: it is told to stop as
			// the others are
			if (System.in.read() < 0) {
				throw new IOException("input=closed (expected: a word that says to stop)");
			}
		}
		System.out.println("published " + counter);
	}

	private static void fill(MutableDirectBuffer payload, int type) {
		LargeEvent.fill(payload, type);
	}

}
