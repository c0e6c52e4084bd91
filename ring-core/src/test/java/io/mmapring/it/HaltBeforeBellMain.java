package io.mmapring.it;

import java.nio.file.Path;

import io.mmapring.FaultRing;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.file.RingLayout;

/** Publishes one event, and is gone before it wakes anybody. */
public final class HaltBeforeBellMain {

	/** What a process exits with that was killed. */
	static final int KILLED = 137;

	private HaltBeforeBellMain() {
	}

	public static void main(String[] arguments) throws Exception {
		try (Ring ring = FaultRing.open(Ring.builder("there").directory(Path.of(arguments[0])),
				(how, offset, value, made) -> {
					if (offset == RingLayout.WAITING && !made && how.equals("CAS")) {
						Runtime.getRuntime().halt(KILLED);
					}
				}); Producer producer = ring.producer()) {
			System.out.println("ready");
			System.in.read();
			producer.publish(1, Long.BYTES, (payload, source) -> payload.putLong(0, source), 1L);
			System.out.println("nobody waited");
		}
	}

}
