package io.mmapring;

import java.io.IOException;
import java.nio.file.Path;

import io.mmapring.file.RingLayout;

/** A process that gets stuck between the steps of a join, until it is killed. */
public final class HalfJoinedMain {

	/** State word of an entry with one shard that is being joined. */
	private static final long JOINING = 0x101;

	private HalfJoinedMain() {
	}

	public static void main(String[] args) throws IOException {
		Ring ring = Ring.builder("orders").directory(Path.of(args[0])).create(CreateMode.NEVER).open();
		// not under the admin lock: the process that is killed would let it go too
		ring.memory().longRelease(RingLayout.groupState(Integer.parseInt(args[1])), JOINING);
		ring.memory().longGetAndAdd(RingLayout.GROUPS_EPOCH, 1);
		System.out.println("joining");
		System.out.println(System.in.read());
	}

}
