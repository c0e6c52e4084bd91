package io.mmapring.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingFormatException;

/**
 * Opens a ring file, if everything about it is as it should be.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class RingFileOpener {

	private static final String SAME_VALUE = "configure the same in every process, or remove the file while no process has it open";

	private final RingFileSpec spec;

	private final Path path;

	private boolean rebooted;

	RingFileOpener(RingFileSpec spec) {
		this.spec = spec;
		this.path = spec.path();
	}

	// of the last call of open: there is a file of another boot, and it counts as none
	boolean isRebooted() {
		return this.rebooted;
	}

	/**
	 * Open the file.
	 * @return the file, or null if there is none that counts
	 */
	@Nullable RingFile open() throws IOException {
		this.rebooted = false;
		try {
			return openExisting();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private @Nullable RingFile openExisting() throws IOException {
		checkDirectory();
		PosixFileAttributes file = RingFile.attributes(this.path);
		check(this.path, "kind", file, file.isRegularFile(), "a regular file");
		checkOwner(this.path, file);
		try (FileChannel channel = FileChannel.open(this.path, StandardOpenOption.READ, StandardOpenOption.WRITE,
				LinkOption.NOFOLLOW_LINKS)) {
			if (!Objects.equals(RingFile.attributes(this.path).fileKey(), file.fileKey())) {
				throw new RingFormatException(this.path, "file", "replaced", "the same file during opening",
						"try again");
			}
			RingHeader header = RingHeader.read(this.path, channel);
			if (header.isOfAnotherBoot() && this.spec.afterReboot() == AfterReboot.DISCARD) {
				this.rebooted = true;
				return null;
			}
			checkUndamaged(channel);
			checkConfigured(header);
			RingMemory memory = new RingMemory(
					channel.map(FileChannel.MapMode.READ_WRITE, 0, new RingLayout(header.geometry()).fileSizeBytes()));
			if (this.spec.preTouch()) {
				preTouch(memory);
			}
			return new RingFile(this.path, header, memory, file);
		}
	}

	// who may write to the directory could put another file in place of the ring's
	void checkDirectory() throws IOException {
		PosixFileAttributes directory = RingFile.attributes(this.spec.directory());
		check(this.spec.directory(), "kind", directory, directory.isDirectory(), "a directory");
		checkOwner(this.spec.directory(), directory);
		this.spec.fileSystems().check(this.spec.directory());
	}

	/** Whoever found it damaged has marked it, for everybody and for good. */
	private void checkUndamaged(FileChannel channel) throws IOException {
		ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		while (word.hasRemaining()) {
			if (channel.read(word, RingLayout.RING_STATE + word.position()) < 0) {
				throw new RingFormatException(this.path, "size", RingLayout.RING_STATE, "what the header says",
						"somebody cut it during opening");
			}
		}
		long state = word.getLong(0);
		if (state != RingState.USABLE) {
			throw new RingFormatException(this.path, "ringState", Long.toHexString(state), "0",
					RingState.toString(state) + "; remove it while no process has it open");
		}
	}

	private void checkConfigured(RingHeader header) {
		RingGeometry geometry = header.geometry();
		RingFileSpec.Expected expected = this.spec.expected();
		checkSame("name", header.name(), this.spec.name());
		checkSame("slots", geometry.slots(), expected.slots());
		checkSame("slotSizeBytes", geometry.slotSizeBytes(), expected.slotSizeBytes());
		checkSame("maxGroups", geometry.maxGroups(), expected.maxGroups());
		checkSame("singleProducer", geometry.singleProducer(), expected.singleProducer());
		checkSame("overwriteWithoutGroups", geometry.overwriteWithoutGroups(), expected.overwriteWithoutGroups());
		checkSame("eventHeaders", geometry.headers(), expected.headers());
		checkSame("evictAfterMs", header.evictAfterMs(), expected.evictAfterMs());
		if (header.isOfAnotherBoot()) {
			throw new RingFormatException(this.path, "bootId", header.bootId(), RingHeader.currentBoot(),
					"it is from before the last boot: remove it, or let such files be discarded");
		}
	}

	private void checkSame(String field, Object found, @Nullable Object expected) {
		if (expected != null && !found.equals(expected)) {
			throw new RingFormatException(this.path, field, found, expected, SAME_VALUE);
		}
	}

	private void checkOwner(Path path, PosixFileAttributes attributes) throws IOException {
		UserPrincipal owner = this.spec.permissions().expectedOwner();
		if (!attributes.owner().equals(owner)) {
			throw new RingFormatException(path, "owner", attributes.owner().getName(), owner.getName(),
					"run as its owner, or configure that owner if it is to be trusted");
		}
		if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
			throw new RingFormatException(path, "mode", PosixFilePermissions.toString(attributes.permissions()),
					"not writable by everybody",
					"somebody may have written to it: remove it while no process has it open");
		}
	}

	static void check(Path path, String field, PosixFileAttributes attributes, boolean holds, String expected) {
		if (!holds) {
			throw new RingFormatException(path, field, kind(attributes), expected,
					"remove what is there, or choose another name or directory");
		}
	}

	private static String kind(PosixFileAttributes attributes) {
		if (attributes.isSymbolicLink()) {
			return "a symbolic link";
		}
		if (attributes.isDirectory()) {
			return "a directory";
		}
		return attributes.isRegularFile() ? "a regular file" : "a special file";
	}

	// a store of what is there fetches the page for writing and disturbs nobody
	static void preTouch(RingMemory memory) {
		for (int offset = 0; offset < memory.size(); offset += RingLayout.PAGE) {
			long value = memory.longOpaque(offset);
			memory.longCompareAndSet(offset, value, value);
		}
	}

}
