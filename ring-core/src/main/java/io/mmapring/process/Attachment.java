package io.mmapring.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingException;
import io.mmapring.error.RingLimitException;
import io.mmapring.file.LateFault;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;

/**
 * This process's place in the table of participants, kept by an exclusive lock on a file
 * of its own for as long as the process lives. An application that attaches twice, or in
 * two class loaders, is two participants.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class Attachment {

	private static final Duration HEARTBEAT_PERIOD = Duration.ofMillis(100);

	private static final long BEATS_PER_CHECK = 10;

	/** So many processes are named when all numbers are taken. */
	private static final int HOLDERS_NAMED = 5;

	private final Participants participants;

	private final int id;

	private final ProcessIdentity me;

	private final long attachedMs;

	private final HeldLock lock;

	private volatile @Nullable Registration heartbeat;

	private volatile @Nullable InternalError fault;

	/** Both of the heartbeat's thread. */
	private long beats;

	private boolean beating;

	private Attachment(Participants participants, int id, ProcessIdentity me, long attachedMs, HeldLock lock) {
		this.participants = participants;
		this.id = id;
		this.me = me;
		this.attachedMs = attachedMs;
		this.lock = lock;
	}

	/**
	 * Take a place. The caller holds the admin lock. All dead participants are swept
	 * before. Does not wait for other processes.
	 * @param directory the ring's directory
	 * @param memory the ring file
	 * @param application name of the application, for reports; cut after 80 bytes
	 * @param sweeper clears away what the dead have left
	 * @return the place
	 * @throws RingLimitException if all places are taken by living processes
	 * @throws RingException if a lock file cannot be opened, or {@code /proc} is missing
	 */
	public static Attachment attach(Path directory, RingMemory memory, String application, Sweeper sweeper) {
		Participants participants = new Participants(memory);
		ProcessIdentity me = ProcessIdentity.current();
		if (me.startTime() == 0) {
			throw new RingException(String.valueOf(directory.getFileName()),
					"cannot attach to ring '%s': start time of this process=unknown (expected: as in /proc/self/stat); mount /proc"
						.formatted(directory.getFileName()));
		}
		new Liveness(directory, memory, me).sweepDead(sweeper);
		for (int id = 1; id <= RingLayout.MAX_PARTICIPANTS; id++) {
			// only a free number: a new bearer would keep a dead one's claims alive
			HeldLock lock = (participants.state(id) == Participants.FREE) ? LockKeeper.tryLock(lockFile(directory, id))
					: null;
			if (lock != null) {
				Attachment attachment = new Attachment(participants, id, me, System.currentTimeMillis(), lock);
				attachment.begin(application);
				return attachment;
			}
		}
		throw RingLimitException.participants(String.valueOf(directory.getFileName()), RingLayout.MAX_PARTICIPANTS,
				holders(participants.all()));
	}

	/** The processes that have the most numbers, in words. */
	private static String holders(List<ParticipantInfo> participants) {
		Map<String, Long> counts = participants.stream()
			.collect(Collectors.groupingBy(
					(holder) -> "process %d (application '%s')".formatted(holder.pid(), holder.application()),
					Collectors.counting()));
		String most = counts.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue().reversed())
			.limit(HOLDERS_NAMED)
			.map((holder) -> holder.getValue() + " of " + holder.getKey())
			.collect(Collectors.joining(", "));
		int others = counts.size() - HOLDERS_NAMED;
		return (others > 0) ? most + ", and " + others + " other processes" : most;
	}

	static Path lockFile(Path directory, int id) {
		return directory.resolve("p-%03d.lock".formatted(id));
	}

	private void begin(String application) {
		boolean done = false;
		try {
			this.participants.attaching(this.id, this.me, application, this.attachedMs);
			this.heartbeat = LockKeeper.every(HEARTBEAT_PERIOD, this::beatUnlessCut);
			this.participants.live(this.id);
			done = true;
		}
		finally {
			if (!done) {
				end();
			}
		}
	}

	/**
	 * Number of this participant.
	 * @return from 1 to 255
	 */
	public int id() {
		return this.id;
	}

	/**
	 * Whether the kernel still has this participant's lock. If not, others raise an
	 * alarm. Opens nothing; does not block.
	 * @return {@code false} if the lock is lost or was let go; {@code true} where the
	 * kernel does not tell
	 */
	public boolean holdsLock() {
		return this.lock.isHeld();
	}

	/**
	 * Whether the table still says that this participant lives. Does not block.
	 * @return {@code false} once it is detached, or was taken for dead
	 */
	public boolean isLive() {
		return this.participants.state(this.id) == Participants.LIVE && isMine();
	}

	/**
	 * Give the place up. The caller holds the admin lock and has swept what this
	 * participant owned: nothing in the ring names it any more. Does nothing the second
	 * time.
	 */
	public void detach() {
		if (this.lock.isReleased()) {
			return;
		}
		end();
	}

	/**
	 * What ended the heartbeat: the memory of the file is not there any more.
	 * @return the JVM's error, or {@code null}
	 */
	public @Nullable InternalError fault() {
		return this.fault;
	}

	/** Move no heartbeat any more, since the file may not be touched. */
	public void silence() {
		Registration heartbeat = this.heartbeat;
		if (heartbeat != null) {
			heartbeat.cancel();
		}
	}

	/**
	 * Let the lock go without touching the file: to others it is as if the process had
	 * died.
	 */
	public void leave() {
		silence();
		this.lock.release();
	}

	private void end() {
		silence();
		// if others took it for dead, its number may be another's by now
		if (isMine()) {
			this.participants.free(this.id);
		}
		this.lock.release();
	}

	private void beatUnlessCut() {
		try {
			beat();
			LateFault.deliver();
		}
		catch (InternalError ex) {
			this.fault = ex;
			silence();
		}
	}

	private void beat() {
		// not each time: the loop runs ten times a second for ever, never hot enough to
		// be
		// compiled
		if (this.beats % BEATS_PER_CHECK == 0) {
			this.beating = isLive();
		}
		this.beats++;
		if (this.beating) {
			this.participants.beat(this.id, this.beats);
		}
	}

	private boolean isMine() {
		return this.participants.process(this.id).equals(this.me)
				&& this.participants.attachedMs(this.id) == this.attachedMs;
	}

}
