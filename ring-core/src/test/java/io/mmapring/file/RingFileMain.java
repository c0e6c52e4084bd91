package io.mmapring.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A child that opens or creates a ring when it is told to, and says which.
 */
public final class RingFileMain {

	private RingFileMain() {
	}

	public static void main(String[] arguments) throws IOException {
		Path parent = Path.of(arguments[0]);
		boolean stuck = arguments.length > 1;
		System.out.println("ready");
		System.in.read();
		try {
			RingFile file = RingFile.openOrCreate(RingFiles.spec(parent), RingFiles.SMALL, (memory) -> {
				if (stuck) {
					park();
				}
			});
			System.out.println(file.header().ringId() + " by " + file.header().creatorPid());
		}
		catch (RuntimeException ex) {
			System.out.println(ex);
		}
	}

	private static void park() {
		System.out.println("creating");
		try {
			Thread.currentThread().join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
