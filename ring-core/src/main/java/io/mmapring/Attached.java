package io.mmapring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.AdminLock;
import io.mmapring.file.RingFile;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingMemory;
import io.mmapring.file.TypeTable;
import io.mmapring.group.GroupTable;
import io.mmapring.group.Join;
import io.mmapring.inspect.RingInspector;
import io.mmapring.process.Attachment;
import io.mmapring.process.Liveness;
import io.mmapring.process.Participants;
import io.mmapring.process.ProcessIdentity;
import io.mmapring.sequence.Repair;

/**
 * The parts of a ring that this process is attached to, and whether they may be used.
 */
final class Attached {

	private static final Logger LOGGER = System.getLogger(Attached.class.getName());

	private final String name;

	private final RingFile file;

	private final GroupTable groups;

	private final Participants participants;

	private final Liveness liveness;

	private final Repair repair;

	private final Join join;

	private final TypeTable types;

	private final RingInspector inspector;

	private final Attachment attachment;

	private final Leases leases;

	/** Of the watch alone. */
	private boolean lockLost;

	private volatile boolean closed;

	private volatile @Nullable String failure;

	/** Either of both: one look on the hot path. */
	private volatile boolean unusable;

	/**
	 * Attach to a file. The caller holds the admin lock.
	 */
	Attached(RingFile file, String application) {
		RingMemory memory = file.memory();
		RingGeometry geometry = file.header().geometry();
		this.file = file;
		this.name = file.header().name();
		this.groups = new GroupTable(memory, file.layout(), geometry);
		this.participants = new Participants(memory);
		this.liveness = new Liveness(file.directory(), memory, ProcessIdentity.current());
		this.repair = new Repair(memory, file.layout(), geometry.slots(), this.liveness::isDead);
		this.join = new Join(this.name, memory, file.layout(), this.groups);
		this.types = new TypeTable(this.name, memory, file.layout(), geometry.maxTypes());
		this.inspector = new RingInspector(this.name, memory, geometry, this.groups, this.participants);
		this.join.freeHalfJoined();
		this.attachment = Attachment.attach(file.directory(), memory, application, this::sweep);
		this.leases = new Leases(this.name, file.directory(), memory, this.groups, this.participants, this.liveness,
				this.attachment.id());
	}

	/**
	 * Run something under the ring's admin lock.
	 */
	<T> T locked(Supplier<T> action) {
		return AdminLock.with(this.file.directory(), action::get);
	}

	/** Stop all use. Whoever is about to claim or poll sees it at the next step. */
	void markClosed() {
		this.closed = true;
		this.unusable = true;
	}

	/**
	 * Clear away what the dead have left, if anybody is dead; to be called each second.
	 * May wait for the admin lock.
	 */
	void sweepDead() {
		if (this.liveness.anyDead()) {
			locked(() -> {
				// before its number is free, by which others know that somebody died
				this.join.freeHalfJoined();
				return this.liveness.sweepDead(this::sweep);
			});
		}
	}

	boolean isDead(int participant) {
		return this.liveness.isDead(participant);
	}

	/** Let go of the participant's number. No claim of it is open. */
	void detach() {
		locked(() -> {
			sweep(this.attachment.id());
			this.attachment.detach();
			return true;
		});
	}

	/**
	 * Look whether the file is still the one that is mapped, and whether this participant
	 * still is what the others take it for; to be called each second.
	 */
	void watch() {
		if (this.failure != null || this.closed) {
			return;
		}
		String problem = this.file.problem();
		if (problem == null && !this.attachment.isLive()) {
			problem = "participant=%d (expected: one that others know as alive): they took this process for dead"
				.formatted(participant());
		}
		if (problem != null) {
			this.failure = problem;
			this.unusable = true;
		}
		else if (!this.lockLost && !this.attachment.holdsLock()) {
			this.lockLost = true;
			LOGGER.log(Level.ERROR,
					"ring ''{0}'': lock of participant {1} is lost (expected: held by this process): nobody would notice its death by it; restart this process, and find out what opens files of the ring",
					this.name, participant());
		}
	}

	String name() {
		return this.name;
	}

	RingFile file() {
		return this.file;
	}

	RingGeometry geometry() {
		return this.file.header().geometry();
	}

	GroupTable groups() {
		return this.groups;
	}

	Participants participants() {
		return this.participants;
	}

	Repair repair() {
		return this.repair;
	}

	Join join() {
		return this.join;
	}

	TypeTable types() {
		return this.types;
	}

	RingInspector inspector() {
		return this.inspector;
	}

	Leases leases() {
		return this.leases;
	}

	int participant() {
		return this.attachment.id();
	}

	boolean isClosed() {
		return this.closed;
	}

	boolean isUnusable() {
		return this.unusable;
	}

	@Nullable String failure() {
		return this.failure;
	}

	private void sweep(int participant) {
		this.repair.sweep(participant);
		Leases.clear(this.file.memory(), this.groups, participant);
	}

}
