package io.mmapring.it;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.error.RingFailedException;

/** Cuts the file of its ring before it has used it: nothing of its code is compiled. */
public final class FirstUseOfCutFileMain {

	private FirstUseOfCutFileMain() {
	}

	public static void main(String[] args) throws IOException {
		Ring ring = Ring.builder("orders").directory(Path.of(args[0])).group("g").open();
		Producer producer = ring.producer();
		Claim claim = producer.claim(1);
		try (FileChannel channel = FileChannel.open(ring.path(), StandardOpenOption.WRITE)) {
			channel.truncate(0);
		}
		try {
			claim.close();
			System.out.println("published: " + publish(producer));
			System.out.println("published: " + publish(producer));
		}
		catch (RingFailedException ex) {
			System.out.println("refused: " + ex.getMessage());
		}
		catch (InternalError ex) {
			// Java 17 delivers it a little later, here between two calls
			System.out.println("refused: " + ring.failure());
		}
		ring.close();
	}

	private static long publish(Producer producer) {
		return producer.publish(1, 8, (payload, id) -> payload.putLong(0, id), 42L);
	}

}
