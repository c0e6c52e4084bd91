package io.mmapring.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells who of a ring's participants lives, for whoever only looks: unlike
 * {@link Liveness} it creates no lock file and marks nobody in the table.
 * <p>
 * Assumes: one machine, one boot. Guarantees: nobody is called dead whose process can be
 * seen and exists. Progress: no waiting. One whose process cannot be seen is known to
 * live as soon as its heartbeat has moved between two looks.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class PresenceLook {

	private final Path file;

	private final Path directory;

	private final ProcessIdentity me;

	private final ProcFiles proc;

	/** By participant: the heartbeat that was seen last. */
	private final Map<Integer, Long> heartbeats = new HashMap<>();

	/**
	 * Prepare to look.
	 * @param file the ring's file; its lock files lie beside it
	 * @param directory the directory of the file
	 */
	public PresenceLook(Path file, Path directory) {
		this(file, directory, ProcessIdentity.current(), ProcFiles.SYSTEM);
	}

	PresenceLook(Path file, Path directory, ProcessIdentity me, ProcFiles proc) {
		this.file = file;
		this.directory = directory;
		this.me = me;
		this.proc = proc;
	}

	/**
	 * Look at a participant. Opens its lock file for a moment, and reads {@code /proc}.
	 * @param participant its entry as it is now
	 * @return what was found out
	 */
	public Presence of(ParticipantInfo participant) {
		if (participant.state().equals("DEAD")) {
			return Presence.DEAD;
		}
		Lock lock = participant.process().equals(this.me) ? Lock.HELD
				: lock(Attachment.lockFile(this.directory, participant.id()));
		Presence presence = judge(lock, this.me.stateOf(participant.process()), participant.pid());
		Long before = this.heartbeats.put(participant.id(), participant.heartbeat());
		boolean moves = before != null && before != participant.heartbeat();
		return (presence == Presence.UNKNOWN && moves) ? Presence.ALIVE : presence;
	}

	/**
	 * Whether a participant's process is stopped: by SIGSTOP, its terminal or a debugger.
	 * @param participant its entry
	 * @return {@code false} also where the process cannot be seen from here
	 */
	public boolean isStopped(ParticipantInfo participant) {
		return this.me.stateOf(participant.process()) == ProcessState.ALIVE && this.proc.isStopped(participant.pid());
	}

	private Presence judge(Lock lock, ProcessState state, long pid) {
		return switch (state) {
			case GONE, OTHER, ZOMBIE -> (lock == Lock.HELD) ? Presence.UNKNOWN : Presence.DEAD;
			case INVISIBLE -> (lock == Lock.HELD) ? Presence.ALIVE : Presence.UNKNOWN;
			case ALIVE -> switch (this.proc.hasMapped(pid, this.file)) {
				case YES -> (lock == Lock.FREE || lock == Lock.MISSING) ? Presence.WITHOUT_LOCK : Presence.ALIVE;
				case NO -> Presence.ELSEWHERE;
				case UNKNOWN -> (lock == Lock.HELD) ? Presence.ALIVE : Presence.UNKNOWN;
			};
		};
	}

	/**
	 * Participants whose lock somebody holds, whatever the table says: also beside a file
	 * that cannot be read any more.
	 * @param directory the ring's directory
	 * @return their lock files
	 * @throws IOException if the directory cannot be read
	 */
	public static List<Path> heldLocks(Path directory) throws IOException {
		List<Path> held = new ArrayList<>();
		try (DirectoryStream<Path> locks = Files.newDirectoryStream(directory, "p-[0-9][0-9][0-9].lock")) {
			for (Path file : locks) {
				if (lock(file) == Lock.HELD) {
					held.add(file);
				}
			}
		}
		held.sort(null);
		return held;
	}

	private static Lock lock(Path file) {
		return LockKeeper.call(() -> {
			synchronized (LockFiles.MONITOR) {
				return probe(file);
			}
		});
	}

	private static Lock probe(Path file) {
		// only what is one: to open a pipe would wait
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			return Lock.MISSING;
		}
		// of this JVM: to open and close it would drop the lock
		if (LockFiles.isOpenHere(file)) {
			return Lock.HELD;
		}
		try {
			return probe(file, FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
		}
		catch (NoSuchFileException ex) {
			return Lock.MISSING;
		}
		catch (IOException ex) {
			// also of another user: then only its process tells
			return Lock.UNREADABLE;
		}
	}

	private static Lock probe(Path file, FileChannel channel) throws IOException {
		boolean close = true;
		try {
			// shared, so that two who look do not take each other for the owner
			return (channel.tryLock(0, Long.MAX_VALUE, true) == null) ? Lock.HELD : Lock.FREE;
		}
		catch (OverlappingFileLockException ex) {
			// this JVM's after all: to close it would drop the lock
			LockFiles.keep(file, channel);
			close = false;
			return Lock.HELD;
		}
		finally {
			if (close) {
				channel.close();
			}
		}
	}

	private enum Lock {

		HELD, FREE, MISSING, UNREADABLE

	}

}
