package io.mmapring.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

import io.mmapring.file.OpenFiles;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;

/**
 * Tells who of a ring's participants is dead, by the kernel's word only.
 * <p>
 * Each participant holds a lock on a file of its own for life. The kernel takes the lock
 * away when the process ends, however it ends, and not while it is merely stopped. A free
 * lock alone is not believed, since a lock can also be lost: the process must be gone
 * from {@code /proc} too, or, where its {@code /proc} cannot be seen, its heartbeat must
 * stand still.
 * <p>
 * Assumes: one machine, one boot. Guarantees: a participant whose process can be seen and
 * exists is never called dead. Progress: one who is dead is found so at the first look,
 * an invisible one after two seconds of looks.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class Liveness {

	private static final long PROBE_PERIOD_NS = Duration.ofMillis(10).toNanos();

	private final Path directory;

	private final Participants participants;

	private final ProcessIdentity me;

	private final AtomicLongArray probedNs = new AtomicLongArray(RingLayout.MAX_PARTICIPANTS + 1);

	private final Suspects suspects;

	/**
	 * Look at the participants of a ring.
	 * @param directory the ring's directory
	 * @param memory the ring file
	 * @param me the process that looks
	 */
	public Liveness(Path directory, RingMemory memory, ProcessIdentity me) {
		this.directory = directory;
		this.participants = new Participants(memory);
		this.me = me;
		this.suspects = new Suspects(directory, this.participants, System::nanoTime, LockKeeper::every);
		long longAgo = System.nanoTime() - PROBE_PERIOD_NS;
		for (int id = 0; id < this.probedNs.length(); id++) {
			this.probedNs.set(id, longAgo);
		}
	}

	/**
	 * Whether a participant is certainly dead. One that is found dead is marked so in the
	 * table, where it stays until it is swept. Looks closely at most once in 10 ms for
	 * each participant; waits for the keeper's thread, uninterruptibly, but not for other
	 * processes.
	 * @param participant its number, 0 for nobody
	 * @return {@code true} only if it is; {@code false} if it lives, is only stopped, or
	 * is not certain yet, and if nobody has the number: nothing in the ring names a free
	 * number
	 * @throws IllegalArgumentException if there is no such number
	 */
	public boolean isDead(int participant) {
		if (participant == 0) {
			return false;
		}
		long state = this.participants.state(participant);
		if (state == Participants.DEAD) {
			return true;
		}
		if (state == Participants.FREE || isMe(participant)) {
			return false;
		}
		long now = System.nanoTime();
		long probed = this.probedNs.get(participant);
		if (now - probed < PROBE_PERIOD_NS || !this.probedNs.compareAndSet(participant, probed, now)) {
			return false;
		}
		boolean dead = LockKeeper.call(() -> probe(participant));
		// here, since a logger may do anything, even use a ring
		this.suspects.logAlarms();
		return dead;
	}

	/**
	 * Look at all participants.
	 * @return whether any of them is dead and waits to be swept
	 */
	public boolean anyDead() {
		boolean dead = false;
		for (int id = 1; id <= RingLayout.MAX_PARTICIPANTS; id++) {
			dead |= isDead(id);
		}
		return dead;
	}

	/**
	 * Sweep all dead participants and free their numbers. The caller holds the admin
	 * lock.
	 * @param sweeper clears away what they have left
	 * @return how many there were
	 */
	public int sweepDead(Sweeper sweeper) {
		int dead = 0;
		for (int id = 1; id <= RingLayout.MAX_PARTICIPANTS; id++) {
			if (isDead(id)) {
				sweeper.sweep(id);
				// only now: a new bearer would keep what names it alive
				this.participants.free(id);
				dead++;
			}
		}
		return dead;
	}

	/** Look at nobody any more by itself, since the file may not be touched. */
	public void silence() {
		this.suspects.silence();
	}

	/**
	 * Whether a participant's process runs without its lock, so that nobody would notice
	 * its death by the lock alone. As of the last looks; does not look itself.
	 * @param participant its number, from 1
	 * @return whether it was found so for a second
	 */
	public boolean hasLostLock(int participant) {
		return this.suspects.hasLostLock(participant);
	}

	private boolean isMe(int participant) {
		return this.participants.process(participant).equals(this.me);
	}

	private boolean probe(int participant) {
		synchronized (LockFiles.MONITOR) {
			long state = this.participants.state(participant);
			// again, now that no other class loader of this JVM can take the number: to
			// open and close the file would drop its lock
			if ((state != Participants.LIVE && state != Participants.ATTACHING) || isMe(participant)) {
				return state == Participants.DEAD;
			}
			Path file = Attachment.lockFile(this.directory, participant);
			if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS) && !isCertain(participant)) {
				return false;
			}
			try {
				return probe(participant, LockFiles.open(file));
			}
			catch (IOException ex) {
				if (OpenFiles.areExhausted()) {
					// says nothing about that one: ask again later
					return false;
				}
				this.suspects.alarm(participant, "cannot be looked at, so that nobody would notice its death: " + ex
						+ " (expected: a readable file); check owner and permissions of the ring's directory");
				return false;
			}
		}
	}

	/**
	 * Whether a participant is dead even though its lock file was deleted. It may still
	 * hold the lock on the deleted one, so the file is not made anew before.
	 * @param participant its number, from 1
	 * @return whether its process has ended
	 */
	private boolean isCertain(int participant) {
		return switch (this.me.stateOf(this.participants.process(participant))) {
			case GONE, OTHER, ZOMBIE -> true;
			case ALIVE -> {
				this.suspects.runsWithoutLock(participant);
				yield false;
			}
			case INVISIBLE -> {
				this.suspects.alarm(participant, "cannot be looked at: lock file=missing (expected: never deleted);"
						+ " make an empty file there once that process has ended");
				yield false;
			}
		};
	}

	private boolean probe(int participant, FileChannel channel) throws IOException {
		boolean close = true;
		try {
			// shared, so that two probers do not take each other for the owner
			if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
				this.suspects.clear(participant);
				return false;
			}
			return judge(participant);
		}
		catch (OverlappingFileLockException ex) {
			// this JVM's, although the table names another: to close it would
			// drop the lock
			LockFiles.keep(Attachment.lockFile(this.directory, participant), channel);
			close = false;
			return false;
		}
		finally {
			if (close) {
				channel.close();
			}
		}
	}

	/**
	 * Judge a participant whose lock is free. The prober's own lock keeps the number from
	 * getting a new bearer meanwhile.
	 * @param participant its number, from 1
	 * @return whether it is dead, and marked so in the table
	 */
	private boolean judge(int participant) {
		long state = this.participants.state(participant);
		if (state != Participants.LIVE && state != Participants.ATTACHING) {
			return state == Participants.DEAD;
		}
		boolean dead = switch (this.me.stateOf(this.participants.process(participant))) {
			case GONE, OTHER, ZOMBIE -> true;
			case INVISIBLE -> this.suspects.standsStill(participant);
			case ALIVE -> {
				this.suspects.runsWithoutLock(participant);
				yield false;
			}
		};
		return dead && (this.participants.dead(participant, state)
				|| this.participants.state(participant) == Participants.DEAD);
	}

}
