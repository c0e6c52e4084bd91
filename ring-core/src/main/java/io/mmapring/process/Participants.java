package io.mmapring.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.mmapring.error.Check;
import io.mmapring.file.ParticipantLayout;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;

/**
 * The table of a ring's participants: who is attached, and who is dead. A state only
 * moves round: FREE, ATTACHING, LIVE, DEAD, FREE, or from LIVE straight to FREE.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class Participants {

	/** Nobody has the number. */
	public static final long FREE = 0;

	/** A process is taking the number; it has claimed nothing yet. */
	public static final long ATTACHING = 1;

	/** A process has the number. */
	public static final long LIVE = 2;

	/** The process that has the number is dead; what it left may be repaired. */
	public static final long DEAD = 3;

	private static final int LOOKS = 3;

	private final RingMemory memory;

	/**
	 * Give access to the table.
	 * @param memory the ring file
	 */
	public Participants(RingMemory memory) {
		this.memory = memory;
	}

	/**
	 * State of a participant. Does not block.
	 * @param id its number, from 1
	 * @return one of {@link #FREE}, {@link #ATTACHING}, {@link #LIVE}, {@link #DEAD}
	 * @throws IllegalArgumentException if there is no such number
	 */
	public long state(int id) {
		// acquire: what is read of the entry next is at least as new; pairs with the
		// release stores and the compare-and-set of this class
		return this.memory.longAcquire(entry(id) + ParticipantLayout.STATE);
	}

	/**
	 * One look at a participant, also at one whose number is free now. Does not block.
	 * @param id its number, from 1
	 * @return what its entry says
	 * @throws IllegalArgumentException if there is no such number
	 */
	public ParticipantInfo info(int id) {
		ParticipantInfo info = look(id);
		for (int i = 1; i < LOOKS; i++) {
			ParticipantInfo again = look(id);
			if (again.state().equals(info.state()) && again.attachedMs() == info.attachedMs()
					&& again.process().equals(info.process())) {
				return again;
			}
			info = again;
		}
		return info;
	}

	/**
	 * All participants whose number is not free, the dead ones among them. Does not
	 * block.
	 * @return one look at each, in the order of their numbers
	 */
	public List<ParticipantInfo> all() {
		List<ParticipantInfo> all = new ArrayList<>();
		for (int id = 1; id <= RingLayout.MAX_PARTICIPANTS; id++) {
			if (state(id) != FREE) {
				all.add(info(id));
			}
		}
		return List.copyOf(all);
	}

	/**
	 * The process that an entry names. Meaningful unless the number is free; ask for the
	 * state first.
	 * @param id its number, from 1
	 * @return the process
	 */
	ProcessIdentity process(int id) {
		int entry = entry(id);
		return new ProcessIdentity(this.memory.longOpaque(entry + ParticipantLayout.PID),
				this.memory.longOpaque(entry + ParticipantLayout.START_TIME),
				this.memory.longOpaque(entry + ParticipantLayout.PID_NAMESPACE));
	}

	long attachedMs(int id) {
		return this.memory.longOpaque(entry(id) + ParticipantLayout.ATTACHED_MS);
	}

	long heartbeat(int id) {
		return this.memory.longOpaque(entry(id) + ParticipantLayout.HEARTBEAT);
	}

	/**
	 * Move the heartbeat on.
	 * @param id its number, from 1
	 * @param heartbeat any number but the former
	 */
	void beat(int id, long heartbeat) {
		this.memory.longOpaque(ParticipantLayout.entry(id) + ParticipantLayout.HEARTBEAT, heartbeat);
	}

	/**
	 * Take a free number. Under the admin lock, with the number's lock file held.
	 * @param id its number, from 1
	 * @param process the process
	 * @param application name of the application
	 * @param attachedMs when it attached, in milliseconds since 1970
	 */
	void attaching(int id, ProcessIdentity process, String application, long attachedMs) {
		int entry = entry(id);
		this.memory.longOpaque(entry + ParticipantLayout.PID, process.pid());
		this.memory.longOpaque(entry + ParticipantLayout.START_TIME, process.startTime());
		this.memory.longOpaque(entry + ParticipantLayout.PID_NAMESPACE, process.pidNamespace());
		this.memory.longOpaque(entry + ParticipantLayout.ATTACHED_MS, attachedMs);
		this.memory.longOpaque(entry + ParticipantLayout.HEARTBEAT, 0);
		// release: who sees ATTACHING sees this process, not the former bearer, and
		// neither judges it by the other's death nor opens its own lock file; pairs with
		// state()
		this.memory.longRelease(entry + ParticipantLayout.STATE, ATTACHING);
		this.memory.longOpaque(entry + ParticipantLayout.BLOCKED, 0);
		this.memory.longOpaque(entry + ParticipantLayout.BLOCKED_NS, 0);
		this.memory.longOpaque(entry + ParticipantLayout.DROPPED, 0);
		this.memory.longOpaque(entry + ParticipantLayout.ABANDONED, 0);
		this.memory.longOpaque(entry + ParticipantLayout.REPAIRED, 0);
		byte[] name = truncate(application);
		this.memory.intPlain(entry + ParticipantLayout.NAME, name.length);
		this.memory.storeBytesPlain(entry + ParticipantLayout.NAME + Integer.BYTES, name);
	}

	/**
	 * Finish what {@link #attaching} began.
	 * @param id its number, from 1
	 */
	void live(int id) {
		// release: who sees LIVE sees the whole entry; pairs with state()
		this.memory.longRelease(entry(id) + ParticipantLayout.STATE, LIVE);
	}

	/**
	 * Say that a participant is dead, holding a probe's lock on its lock file.
	 * @param id its number, from 1
	 * @param state the state it was seen in
	 * @return whether it was in the state and is dead now
	 */
	boolean dead(int id, long state) {
		// compare-and-set: the entry may have been swept since the look at its state
		return this.memory.longCompareAndSet(entry(id) + ParticipantLayout.STATE, state, DEAD);
	}

	/**
	 * Free a number, under the admin lock, once nothing in the ring names it.
	 * @param id its number, from 1
	 */
	void free(int id) {
		// release: who sees FREE sees the sweep's stamps; pairs with state()
		this.memory.longRelease(entry(id) + ParticipantLayout.STATE, FREE);
	}

	private ParticipantInfo look(int id) {
		int entry = entry(id);
		long state = state(id);
		ProcessIdentity process = process(id);
		return new ParticipantInfo(id, nameOf(state), process.pid(), process.startTime(), process.pidNamespace(),
				application(entry), attachedMs(id), heartbeat(id),
				this.memory.longOpaque(entry + ParticipantLayout.BLOCKED),
				this.memory.longOpaque(entry + ParticipantLayout.BLOCKED_NS),
				this.memory.longOpaque(entry + ParticipantLayout.DROPPED),
				this.memory.longOpaque(entry + ParticipantLayout.ABANDONED),
				this.memory.longOpaque(entry + ParticipantLayout.REPAIRED));
	}

	private String application(int entry) {
		int length = this.memory.intPlain(entry + ParticipantLayout.NAME);
		// a file that something has damaged must still be reported
		byte[] name = new byte[Math.max(0, Math.min(length, ParticipantLayout.NAME_BYTES))];
		this.memory.bytesPlain(entry + ParticipantLayout.NAME + Integer.BYTES, name);
		return new String(name, StandardCharsets.UTF_8);
	}

	private static int entry(int id) {
		Check.that(id >= 1 && id <= RingLayout.MAX_PARTICIPANTS, "participant", id,
				"1 to " + RingLayout.MAX_PARTICIPANTS);
		return ParticipantLayout.entry(id);
	}

	static byte[] truncate(String application) {
		byte[] name = application.getBytes(StandardCharsets.UTF_8);
		int end = Math.min(name.length, ParticipantLayout.NAME_BYTES);
		// never cut inside a character: all its bytes but the first are 10xxxxxx
		while (end < name.length && end > 0 && (name[end] & 0xC0) == 0x80) {
			end--;
		}
		return Arrays.copyOf(name, end);
	}

	private static String nameOf(long state) {
		if (state == FREE) {
			return "FREE";
		}
		if (state == ATTACHING) {
			return "ATTACHING";
		}
		if (state == LIVE) {
			return "LIVE";
		}
		return (state == DEAD) ? "DEAD" : "state " + state;
	}

}
