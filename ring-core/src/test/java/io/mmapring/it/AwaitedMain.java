package io.mmapring.it;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.mmapring.Consumer;
import io.mmapring.CreateMode;
import io.mmapring.Producer;
import io.mmapring.Ring;

/** A process that takes or publishes an event each time it is told. */
public final class AwaitedMain {

	private AwaitedMain() {
	}

	public static void main(String[] args) throws Exception {
		try (Ring ring = Ring.builder("awaited").directory(Path.of(args[0])).create(CreateMode.NEVER).open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("audit")) {
			System.out.println("ready");
			BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				if (line.equals("take")) {
					consumer.poll((event, sequence, end) -> event.payload().getLong(0), 1);
				}
				else {
					producer.publish(1, Long.BYTES, (payload, source) -> payload.putLong(0, 1), "");
				}
			}
		}
	}

}
