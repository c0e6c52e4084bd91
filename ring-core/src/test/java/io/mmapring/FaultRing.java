package io.mmapring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import io.mmapring.file.FaultMemory;
import io.mmapring.file.RingFile;
import io.mmapring.file.RingFileSpec;

/** Opens rings whose accesses to memory are told to a test. */
public final class FaultRing {

	private FaultRing() {
	}

	/** Open a ring that exists. */
	public static Ring open(RingBuilder builder, FaultMemory.Watcher watcher) throws IOException {
		Path directory = Objects.requireNonNull(builder.directory);
		RingFile file = RingFile.open(RingFileSpec.of(directory, builder.name));
		return RingOpener.open(builder, FaultMemory.watch(file, watcher));
	}

}
