package io.mmapring.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc} says about processes. Read with streams, since an interrupt closes
 * channels in the middle of a read.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ProcFiles {

	static final ProcFiles SYSTEM = new ProcFiles(Path.of("/proc"));

	/** Fields after the name, counted from the state, which is the third of the line. */
	private static final int THREADS = 17;

	private static final int START_TIME = 19;

	private static final int MAPS_FIELDS = 6;

	private static final int MAPS_INODE = 4;

	private final Path root;

	ProcFiles(Path root) {
		this.root = root;
	}

	/**
	 * When this process started.
	 * @return clock ticks since boot; without {@code /proc} whatever else the system
	 * tells, or 0
	 */
	long ownStartTime() {
		Stat stat = stat("self");
		return (stat != null) ? stat.startTime()
				: ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L);
	}

	/**
	 * The pid namespace of this process.
	 * @return its inode, or 0 if there is no {@code /proc}
	 */
	long ownPidNamespace() {
		try {
			String link = Files.readSymbolicLink(this.root.resolve("self/ns/pid")).toString();
			return Long.parseLong(link.substring(link.indexOf('[') + 1, link.indexOf(']')));
		}
		catch (IOException | RuntimeException ex) {
			return 0;
		}
	}

	/**
	 * State of a process of the own pid namespace.
	 * @param pid its number
	 * @param startTime when it started, in clock ticks since boot
	 * @return its state
	 */
	ProcessState stateOf(long pid, long startTime) {
		if (!showsOwnNamespace()) {
			return ProcessState.INVISIBLE;
		}
		Stat stat = stat(Long.toString(pid));
		if (stat == null) {
			return isGone(pid) ? ProcessState.GONE : ProcessState.INVISIBLE;
		}
		if (stat.startTime() != startTime) {
			return ProcessState.OTHER;
		}
		return stat.isEnded() ? ProcessState.ZOMBIE : ProcessState.ALIVE;
	}

	/**
	 * Cores that a process or thread may use.
	 * @param of its file: {@code self} is the first thread of this process, as it was
	 * started; {@code thread-self} the current thread
	 * @return the numbers as a list of ranges, or {@code null} if there is no
	 * {@code /proc}
	 */
	@Nullable String allowedCores(String of) {
		String status = read(of + "/status");
		String field = "Cpus_allowed_list:";
		return (status != null) ? status.lines()
			.filter((line) -> line.startsWith(field))
			.map((line) -> line.substring(field.length()).trim())
			.findFirst()
			.orElse(null) : null;
	}

	/**
	 * The current thread.
	 * @return its number
	 */
	String ownThread() throws IOException {
		return Files.readSymbolicLink(this.root.resolve("thread-self")).getFileName().toString();
	}

	/**
	 * Whether a process is stopped: by a signal, its terminal or a debugger.
	 * @param pid its number
	 * @return whether the kernel says so
	 */
	boolean isStopped(long pid) {
		Stat stat = stat(Long.toString(pid));
		return stat != null && stat.isStopped();
	}

	/**
	 * Whether a process has a file mapped so that it can write to it.
	 * @param pid its number
	 * @param file the file
	 * @return what its list of mappings says; unknown too of a process that is just
	 * ending, whose list is empty
	 */
	Mapped hasMapped(long pid, Path file) {
		String maps = read(pid + "/maps");
		if (maps == null || maps.isEmpty()) {
			return Mapped.UNKNOWN;
		}
		String inode = inode(file);
		String path = file.toString();
		for (String line : maps.lines().toList()) {
			// from-to, rights, offset, device, inode, path; devices and inodes are other
			// ones on some file systems
			String[] fields = line.split(" +", MAPS_FIELDS);
			if (fields.length == MAPS_FIELDS && fields[1].startsWith("rw")
					&& (fields[MAPS_INODE].equals(inode) || fields[MAPS_FIELDS - 1].equals(path))) {
				return Mapped.YES;
			}
		}
		return Mapped.NO;
	}

	private static String inode(Path file) {
		try {
			return String.valueOf(Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS));
		}
		catch (IOException | UnsupportedOperationException ex) {
			return "";
		}
	}

	/** Whether a process has a file mapped. */
	enum Mapped {

		YES, NO, UNKNOWN

	}

	private boolean isGone(long pid) {
		return !new File(this.root.toFile(), Long.toString(pid)).exists() && showsOtherUsers();
	}

	/**
	 * Whether the numbers in {@code /proc} are those of the own namespace: a process
	 * moved to a new one may still see the mount of the old.
	 * @return whether they are
	 */
	private boolean showsOwnNamespace() {
		String status = read("self/status");
		if (status == null) {
			return false;
		}
		// one number for each namespace from that of the mount down to the own
		return status.lines()
			.filter((line) -> line.startsWith("NSpid:"))
			.anyMatch((line) -> line.substring("NSpid:".length()).trim().matches("\\d+"));
	}

	/**
	 * Whether {@code /proc} is mounted without hiding the processes of other users.
	 * @return whether it shows them
	 */
	private boolean showsOtherUsers() {
		String mounts = read("self/mountinfo");
		if (mounts == null) {
			return false;
		}
		String mount = null;
		for (String line : mounts.lines().toList()) {
			String[] fields = line.split(" ", 6);
			if (fields.length == 6 && fields[4].equals(this.root.toString())) {
				// the last one lies on top
				mount = line;
			}
		}
		return mount != null && (!mount.contains("hidepid=") || mount.matches(".*hidepid=(0|off)\\b.*"));
	}

	private @Nullable Stat stat(String process) {
		String text = read(process + "/stat");
		return (text != null) ? Stat.parse(text) : null;
	}

	private @Nullable String read(String file) {
		try (FileInputStream in = new FileInputStream(new File(this.root.toFile(), file))) {
			return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
		}
		catch (FileNotFoundException ex) {
			return null;
		}
		catch (IOException ex) {
			// it ended between open and read
			return null;
		}
	}

	/**
	 * What the kernel says of a process in one line.
	 *
	 * @param state the letter of its state
	 * @param threads how many threads it has
	 * @param startTime when it started, in clock ticks since boot
	 */
	record Stat(char state, int threads, long startTime) {

		/**
		 * Read a line. The name stands in parentheses and may hold spaces and parentheses
		 * itself, so that only the last one ends it.
		 * @param line the line
		 * @return the line in parts, or {@code null} if it is not one
		 */
		static @Nullable Stat parse(String line) {
			int end = line.lastIndexOf(')');
			String[] fields = line.substring(end + 1).trim().split(" ", -1);
			if (end < 0 || fields.length <= START_TIME) {
				return null;
			}
			return new Stat(fields[0].charAt(0), Integer.parseInt(fields[THREADS]), Long.parseLong(fields[START_TIME]));
		}

		boolean isStopped() {
			return this.state == 'T' || this.state == 't';
		}

		/**
		 * Whether the whole process has ended. A first thread that has ended shows as a
		 * zombie while others run on.
		 * @return whether no thread of it is left
		 */
		boolean isEnded() {
			return switch (this.state) {
				case 'Z', 'X', 'x' -> this.threads <= 1;
				default -> false;
			};
		}

	}

}
