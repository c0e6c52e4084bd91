package io.mmapring.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.RingLayout;

/**
 * Participants whose lock is free without their process being known as dead.
 * <p>
 * Threads: safe for any number of threads.
 */
final class Suspects {

	static final int SAMPLES = 20;

	private static final Logger LOGGER = System.getLogger(Liveness.class.getName());

	private static final Duration SAMPLE_PERIOD = Duration.ofMillis(100);

	/**
	 * A sample later than this may follow a time in which the whole machine, or both
	 * processes, stood still.
	 */
	private static final long LATE_NS = Duration.ofMillis(250).toNanos();

	/** A process that ends lets its lock go before it is a zombie. */
	private static final long ENDING_NS = Duration.ofSeconds(1).toNanos();

	private static final long FORGET_NS = Duration.ofSeconds(5).toNanos();

	private final Path directory;

	private final Participants participants;

	private final @Nullable Suspect[] suspects = new @Nullable Suspect[RingLayout.MAX_PARTICIPANTS + 1];

	private final Queue<String> alarms = new ConcurrentLinkedQueue<>();

	private final LongSupplier nanoTime;

	private final BiFunction<Duration, Runnable, Registration> every;

	private @Nullable Registration sampling;

	Suspects(Path directory, Participants participants, LongSupplier nanoTime,
			BiFunction<Duration, Runnable, Registration> every) {
		this.directory = directory;
		this.participants = participants;
		this.nanoTime = nanoTime;
		this.every = every;
	}

	/**
	 * The participant holds its lock.
	 * @param participant its number, from 1
	 */
	synchronized void clear(int participant) {
		Suspect suspect = this.suspects[participant];
		if (suspect != null) {
			suspect.alive = false;
			suspect.lostLock = false;
			suspect.sampled = false;
		}
	}

	/**
	 * The participant's lock is free, but its process exists.
	 * @param participant its number, from 1
	 */
	synchronized void runsWithoutLock(int participant) {
		Suspect suspect = suspect(participant);
		long now = this.nanoTime.getAsLong();
		suspect.sampled = false;
		if (!suspect.alive) {
			suspect.alive = true;
			suspect.aliveSinceNs = now;
		}
		else if (now - suspect.aliveSinceNs >= ENDING_NS) {
			suspect.lostLock = true;
			alarm(participant, "runs without its lock, so that nobody would notice its death: lock=free"
					+ " (expected: held by that process); restart it, and find out what opens files of the ring");
		}
	}

	synchronized boolean hasLostLock(int participant) {
		Suspect suspect = this.suspects[participant];
		return suspect != null && suspect.lostLock && isSame(participant, suspect)
				&& this.participants.state(participant) == Participants.LIVE;
	}

	/**
	 * Log something about a participant, once for each process that bears its number.
	 * @param participant its number, from 1
	 * @param problem what is wrong, as the end of a sentence
	 */
	synchronized void alarm(int participant, String problem) {
		Suspect suspect = suspect(participant);
		if (!suspect.alarmed) {
			suspect.alarmed = true;
			this.alarms.add("ring '%s': %s, lock file %s, %s".formatted(this.directory.getFileName(),
					this.participants.info(participant), Attachment.lockFile(this.directory, participant), problem));
		}
	}

	void logAlarms() {
		for (String alarm = this.alarms.poll(); alarm != null; alarm = this.alarms.poll()) {
			LOGGER.log(Level.ERROR, alarm);
		}
	}

	/**
	 * The participant's lock is free, and its process cannot be seen from here. Starts to
	 * sample its heartbeat, and goes on while it is asked about.
	 * @param participant its number, from 1
	 * @return whether the heartbeat has stood still for long enough, until now
	 */
	synchronized boolean standsStill(int participant) {
		Suspect suspect = suspect(participant);
		long now = this.nanoTime.getAsLong();
		suspect.askedNs = now;
		if (!suspect.sampled) {
			suspect.sampled = true;
			suspect.startAnew(this.participants.heartbeat(participant), now);
			if (this.sampling == null) {
				this.sampling = this.every.apply(SAMPLE_PERIOD, this::sample);
			}
			return false;
		}
		return suspect.still >= SAMPLES && now - suspect.sampledNs <= LATE_NS
				&& this.participants.heartbeat(participant) == suspect.heartbeat;
	}

	/** Take one sample of each. */
	synchronized void sample() {
		boolean any = false;
		for (int id = 1; id < this.suspects.length; id++) {
			Suspect suspect = this.suspects[id];
			if (suspect != null && suspect.sampled) {
				long now = this.nanoTime.getAsLong();
				suspect.sampled = now - suspect.askedNs <= FORGET_NS && isSame(id, suspect);
				suspect.add(this.participants.heartbeat(id), now);
				any |= suspect.sampled;
			}
		}
		if (!any) {
			silence();
		}
	}

	synchronized void silence() {
		if (this.sampling != null) {
			this.sampling.cancel();
			this.sampling = null;
		}
	}

	private Suspect suspect(int participant) {
		Suspect suspect = this.suspects[participant];
		if (suspect == null || !isSame(participant, suspect)) {
			suspect = new Suspect(this.participants.process(participant), this.participants.attachedMs(participant));
			this.suspects[participant] = suspect;
		}
		return suspect;
	}

	private boolean isSame(int participant, Suspect suspect) {
		return suspect.process.equals(this.participants.process(participant))
				&& suspect.attachedMs == this.participants.attachedMs(participant);
	}

	private static final class Suspect {

		private final ProcessIdentity process;

		private final long attachedMs;

		private boolean alarmed;

		private boolean lostLock;

		private boolean alive;

		private long aliveSinceNs;

		private boolean sampled;

		private long askedNs;

		private long sampledNs;

		private long heartbeat;

		private int still;

		Suspect(ProcessIdentity process, long attachedMs) {
			this.process = process;
			this.attachedMs = attachedMs;
		}

		void startAnew(long heartbeat, long now) {
			this.heartbeat = heartbeat;
			this.sampledNs = now;
			this.still = 0;
		}

		void add(long heartbeat, long now) {
			long sinceLast = now - this.sampledNs;
			if (heartbeat != this.heartbeat || sinceLast > LATE_NS) {
				startAnew(heartbeat, now);
			}
			else if (sinceLast >= SAMPLE_PERIOD.toNanos()) {
				this.sampledNs = now;
				this.still++;
			}
		}

	}

}
