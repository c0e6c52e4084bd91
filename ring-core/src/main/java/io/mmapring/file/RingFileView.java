package io.mmapring.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingAccessException;
import io.mmapring.error.RingException;
import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingMissingException;

/**
 * A ring file that somebody only looks at: mapped so that it cannot be written to,
 * without any lock, wherever it lies and whoever made it. A copy, one of before the last
 * boot, and one that was marked as damaged can be looked at too.
 * <p>
 * Memory of a file that is cut meanwhile is not there any more: the JVM then throws an
 * {@link InternalError}, see {@code docs/file-format.md}.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class RingFileView {

	private final Path path;

	private final RingHeader header;

	private final RingLayout layout;

	private final RingMemory memory;

	private final PosixFileAttributes attributes;

	private RingFileView(Path path, RingHeader header, RingLayout layout, RingMemory memory,
			PosixFileAttributes attributes) {
		this.path = path;
		this.header = header;
		this.layout = layout;
		this.memory = memory;
		this.attributes = attributes;
	}

	/**
	 * Map a file to look at it. Does not wait.
	 * @param path the file
	 * @return the file
	 * @throws RingMissingException if there is none
	 * @throws RingFormatException if it is not a ring's file, was cut, or its header is
	 * damaged
	 * @throws RingAccessException if this user may not read it
	 */
	public static RingFileView open(Path path) {
		Path file = path.toAbsolutePath().normalize();
		try {
			return UninterruptedIo.call(() -> map(file));
		}
		catch (NoSuchFileException ex) {
			throw RingMissingException.missing(file);
		}
		catch (AccessDeniedException ex) {
			throw FilePermissions.refused(file, "read access to " + file + " for user " + FilePermissions.userName(),
					"run as its owner", ex);
		}
		catch (IOException ex) {
			throw new RingException(file.toString(),
					"cannot look at ring %s: error=%s (expected: none); look at the file system".formatted(file, ex),
					ex);
		}
	}

	private static RingFileView map(Path file) throws IOException {
		PosixFileAttributes attributes = RingFile.attributes(file);
		// before it is opened: to open a pipe would wait for somebody to write to it
		RingFileOpener.check(file, "kind", attributes, attributes.isRegularFile(), "a regular file");
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
			RingHeader header = RingHeader.read(file, channel);
			RingLayout layout = new RingLayout(header.geometry());
			RingMemory memory = new RingMemory(channel.map(FileChannel.MapMode.READ_ONLY, 0, layout.fileSizeBytes()));
			return new RingFileView(file, header, layout, memory, attributes);
		}
	}

	/**
	 * Whether the file is still where it was and all there. Looks at the file system; to
	 * be asked before each look at the memory.
	 * @return why it may not be looked at any more, or {@code null}
	 */
	public @Nullable String problem() {
		try {
			PosixFileAttributes now = RingFile.attributes(this.path);
			if (!Objects.equals(now.fileKey(), this.attributes.fileKey())) {
				return "file=%s (expected: %s): %s was replaced by another".formatted(now.fileKey(),
						this.attributes.fileKey(), this.path);
			}
			return (now.size() != this.layout.fileSizeBytes()) ? "size=%d (expected: %d): %s was cut or extended"
				.formatted(now.size(), this.layout.fileSizeBytes(), this.path) : null;
		}
		catch (NoSuchFileException ex) {
			return "file=none (expected: " + this.path + "): it was removed";
		}
		catch (IOException ex) {
			return "file=unreadable (expected: " + this.path + "): " + ex;
		}
	}

	/**
	 * Why nobody may use the ring any more, as its word for that says.
	 * @return the reason in words, or {@code null} if it may be used
	 */
	public @Nullable String mark() {
		// acquire: pairs with the release of whoever marks the ring
		long state = this.memory.longAcquire(RingLayout.RING_STATE);
		return (state != RingState.USABLE) ? RingState.toString(state) : null;
	}

	/**
	 * Whether the file was made in another boot of the machine than the present one, so
	 * that nobody of now can have it open.
	 * @return {@code false} also where that is not known
	 */
	public boolean isOfAnotherBoot() {
		return this.header.isOfAnotherBoot();
	}

	/**
	 * Owner, permissions and size as they were when the file was mapped.
	 * @return the attributes
	 */
	public PosixFileAttributes attributes() {
		return this.attributes;
	}

	/**
	 * The bytes of the file; each store into them fails.
	 * @return its memory
	 */
	public RingMemory memory() {
		return this.memory;
	}

	/**
	 * Where everything lies.
	 * @return the layout
	 */
	public RingLayout layout() {
		return this.layout;
	}

	/**
	 * What the file says of itself.
	 * @return the header
	 */
	public RingHeader header() {
		return this.header;
	}

	/**
	 * The file.
	 * @return an absolute path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * The directory it lies in; of a ring that is in use also its lock files.
	 * @return an absolute path
	 */
	public Path directory() {
		return Objects.requireNonNull(this.path.getParent());
	}

}
