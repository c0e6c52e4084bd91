package io.mmapring.spring.test.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.util.FileSystemUtils;

/**
 * The folder for the rings of one test context. It is made when it is asked for, and
 * removed with the context; what a killed JVM has left is removed by the next one, which
 * finds its lock free.
 * <p>
 * Threads: safe for any number of threads.
 */
final class TestDirectory implements DisposableBean {

	private static final Log logger = LogFactory.getLog(TestDirectory.class);

	private static final Path SHARED_MEMORY = Path.of("/dev/shm");

	private static final String PREFIX = "ring-test-";

	private static final String LOCK = "lock";

	/** Of this JVM: to open their locks and close them again would let them go. */
	private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

	private final Path parent;

	private @Nullable Path folder;

	private @Nullable FileChannel lock;

	private boolean closed;

	TestDirectory() {
		this(Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir")));
	}

	/**
	 * Prepare.
	 * @param parent folder to make it in
	 */
	TestDirectory(Path parent) {
		this.parent = parent;
	}

	/**
	 * The folder.
	 * @return its path
	 * @throws IllegalStateException if the context is closed
	 */
	synchronized Path path() {
		if (this.closed) {
			throw new IllegalStateException("the test's folder for rings is gone: its context is closed");
		}
		Path folder = this.folder;
		if (folder == null) {
			try {
				removeOrphans();
				folder = create();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return rings(folder);
	}

	private Path create() throws IOException {
		// under its name only when it is locked: others remove what is not
		Path prepared = Files.createTempDirectory(this.parent, "." + PREFIX);
		this.lock = locked(prepared);
		Path folder = this.parent.resolve(prepared.getFileName().toString().substring(1));
		OWN.add(folder);
		Files.move(prepared, folder, StandardCopyOption.ATOMIC_MOVE);
		this.folder = folder;
		return folder;
	}

	private static Path rings(Path folder) {
		return folder.resolve("rings");
	}

	private static FileChannel locked(Path folder) throws IOException {
		FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		channel.lock();
		return channel;
	}

	private void removeOrphans() throws IOException {
		try (DirectoryStream<Path> folders = Files.newDirectoryStream(this.parent, PREFIX + "*")) {
			for (Path folder : folders) {
				if (!OWN.contains(folder) && isOrphan(folder)) {
					logger.info("Removing the rings of a test that was killed: " + folder);
					FileSystemUtils.deleteRecursively(folder);
				}
			}
		}
	}

	/** One without a lock file is just being made. */
	private static boolean isOrphan(Path folder) {
		try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock()) {
			return lock != null;
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		catch (IOException ex) {
			logger.debug("Cannot look whether a test still uses " + folder, ex);
			return false;
		}
	}

	@Override
	public synchronized void destroy() throws IOException {
		this.closed = true;
		Path folder = this.folder;
		if (folder != null) {
			FileSystemUtils.deleteRecursively(folder);
			FileChannel lock = this.lock;
			if (lock != null) {
				lock.close();
			}
			this.folder = null;
			OWN.remove(folder);
		}
	}

}
