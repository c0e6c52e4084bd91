package io.mmapring.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Touches memory of a file that was cut in one way, and says what came of it. */
public final class CutMemoryMain {

	private static final int SIZE = 1 << 16;

	private static final int OFFSET = SIZE / 2;

	private static final int TIMES = 100;

	private CutMemoryMain() {
	}

	public static void main(String[] args) throws IOException {
		Path file = Path.of(args[0]);
		RingMemory memory = map(file);
		CompiledAtomics.prepare();
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(0);
		}
		int errors = 0;
		for (int i = 0; i < TIMES; i++) {
			try {
				touch(memory, args[1], i);
			}
			catch (InternalError ex) {
				errors++;
			}
		}
		System.out.println((errors > 0) ? "InternalError" : "nothing");
	}

	private static RingMemory map(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.allocate(SIZE));
			return new RingMemory(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
		}
	}

	/** Touch and enter the JVM, where Java 17 looks whether there was a fault. */
	private static void touch(RingMemory memory, String access, int value) throws IOException {
		switch (access) {
			case "load" -> memory.longAcquire(OFFSET);
			case "store" -> memory.longRelease(OFFSET, value);
			case "compare-and-set" -> memory.longCompareAndSet(OFFSET, 0, value);
			case "get-and-add" -> memory.longGetAndAdd(OFFSET, 1);
			case "copy-out" -> memory.bytesPlain(OFFSET, new byte[100]);
			case "copy-in" -> memory.storeBytesPlain(OFFSET, new byte[100]);
			default -> throw new IllegalArgumentException(access);
		}
		Files.exists(Path.of("/"));
	}

}
