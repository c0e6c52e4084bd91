package io.mmapring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes events, acknowledges some of them, and waits until it is killed. */
public final class AcknowledgingMain {

	private AcknowledgingMain() {
	}

	public static void main(String[] args) throws Exception {
		Ring ring = Ring.builder("orders").directory(Path.of(args[0])).create(CreateMode.NEVER).open();
		Consumer consumer = ring.consumer(ConsumerOptions.of("risk").withStorePosition(StorePosition.MANUAL));
		List<Long> open = new ArrayList<>();
		System.out.println("ready");
		while (System.in.available() == 0) {
			consumer.poll((event, sequence, end) -> open.add(sequence), 16);
			// not in order, and never more than all but three of them
			while (open.size() > 4) {
				consumer.acknowledge(open.remove(2));
				consumer.acknowledge(open.remove(0));
			}
		}
		consumer.acknowledgeUpTo(open.get(0));
		System.out.println(open.subList(1, open.size()) + " " + consumer.position());
		System.out.println(System.in.read());
	}

}
