package io.mmapring.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;

import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;

/** A ring's directory with an empty file, mapped. */
record TestRing(Path directory, RingMemory memory, Participants participants) {

	private static final int SLOTS = 64;

	static TestRing in(Path directory) {
		try {
			Path file = directory.resolve("ring.dat");
			try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw")) {
				long size = new RingLayout(RingGeometry.of(SLOTS, RingGeometry.SLOT_UNIT_BYTES)).fileSizeBytes();
				if (Files.size(file) == 0) {
					data.setLength(size);
				}
				RingMemory memory = new RingMemory(data.getChannel().map(MapMode.READ_WRITE, 0, size));
				return new TestRing(directory, memory, new Participants(memory));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Attachment attach(String application) {
		return attach(application, (participant) -> {
		});
	}

	Attachment attach(String application, Sweeper sweeper) {
		return Attachment.attach(this.directory, this.memory, application, sweeper);
	}

	Liveness liveness() {
		return liveness(ProcessIdentity.current());
	}

	Liveness liveness(ProcessIdentity me) {
		return new Liveness(this.directory, this.memory, me);
	}

	Path lockFile(int participant) {
		return Attachment.lockFile(this.directory, participant);
	}

}
