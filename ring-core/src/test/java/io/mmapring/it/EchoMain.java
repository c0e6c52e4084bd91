package io.mmapring.it;

import java.nio.file.Path;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.wait.WaitStrategy;

/** Publishes on one ring what it takes from another, blocking in between. */
public final class EchoMain {

	private EchoMain() {
	}

	public static void main(String[] arguments) throws Exception {
		Path directory = Path.of(arguments[0]);
		try (Ring there = Ring.builder("there").directory(directory).open();
				Ring back = Ring.builder("back").directory(directory).open();
				Producer producer = back.producer();
				Consumer consumer = there.consumer(ConsumerOptions.of("echo").withWaitStrategy(WaitStrategy.BLOCK))) {
			System.out.println("ready");
			consumer.run((event, sequence, endOfBatch) -> producer.publish(1, Long.BYTES,
					(payload, source) -> payload.putLong(0, source.payload().getLong(0)), event));
		}
	}

}
