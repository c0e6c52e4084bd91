package io.mmapring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingException;
import io.mmapring.file.AdminLock;
import io.mmapring.file.RingFile;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingMemory;
import io.mmapring.file.TypeTable;
import io.mmapring.group.GroupTable;
import io.mmapring.group.Join;
import io.mmapring.inspect.RingInspector;
import io.mmapring.inspect.StallWatch;
import io.mmapring.process.Attachment;
import io.mmapring.process.Liveness;
import io.mmapring.process.Participants;
import io.mmapring.process.ProcessIdentity;
import io.mmapring.sequence.Repair;
import io.mmapring.wait.Doorbell;

/**
 * The parts of a ring that this process is attached to, and whether they may be used.
 */
final class Attached {

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

	private final Doorbell doorbell;

	private final FileWatch watch;

	private final Losses losses;

	private final HeldClaims heldClaims = new HeldClaims();

	private final StallWatch stalls = new StallWatch(System.nanoTime());

	private final Evictions evictions;

	private final @Nullable RequiredGroupStalledListener requiredListener;

	private final Map<RequiredGroups, RequiredWatch> required = new ConcurrentHashMap<>();

	/** Whether a claim of this process has found no room since the last look. */
	private final AtomicBoolean refused = new AtomicBoolean();

	/**
	 * Attach to a file. The caller holds the admin lock.
	 */
	Attached(RingFile file, String application, @Nullable ParticipantLostListener listener,
			@Nullable GroupEvictedListener evictedListener, @Nullable RequiredGroupStalledListener requiredListener) {
		RingMemory memory = file.memory();
		RingGeometry geometry = file.header().geometry();
		this.file = file;
		this.name = file.header().name();
		this.groups = new GroupTable(memory, file.layout(), geometry);
		this.participants = new Participants(memory);
		this.liveness = new Liveness(file.directory(), memory, ProcessIdentity.current());
		this.repair = new Repair(memory, file.layout(), geometry.slots(), this.liveness::isDead);
		this.join = new Join(this.name, memory, file.layout(), this.groups, this::isLetGo);
		this.types = new TypeTable(this.name, memory, file.layout(), geometry.maxTypes());
		this.inspector = new RingInspector(this.name, memory, geometry, this.groups, this.participants,
				this.heldClaims::own, this::hasLostLock);
		this.losses = new Losses(this.name, this.participants, listener);
		this.join.freeHalfJoined();
		this.attachment = Attachment.attach(file.directory(), memory, application, this::sweepDead);
		this.leases = new Leases(this.name, file.directory(), memory, this.groups, this.participants, this.liveness,
				this.attachment.id());
		this.doorbell = new Doorbell(this.name, file.directory(), memory, this.attachment.id());
		this.watch = new FileWatch(file, this.inspector, this.attachment, this::silence, this.heldClaims::unusable);
		this.evictions = new Evictions(this, this.stalls, evictedListener);
		this.requiredListener = requiredListener;
	}

	/**
	 * Run something under the ring's admin lock.
	 */
	<T> T locked(Supplier<T> action) {
		try {
			return AdminLock.with(this.file.directory(), action::get);
		}
		catch (InternalError ex) {
			throw this.watch.explain(ex);
		}
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
				return this.liveness.sweepDead(this::sweepDead);
			});
			this.losses.tell();
		}
	}

	/** Note which groups have moved; to be called several times a second. */
	void sample() {
		this.stalls.sample(this.inspector.snapshot(), this.refused.getAndSet(false), System.nanoTime());
	}

	/**
	 * The watch over a requirement: one for all producers that have the same.
	 * @return the watch, or {@code null} if nothing is required
	 */
	@Nullable RequiredWatch required(RequiredGroups required) {
		return required.groups().isEmpty() ? null
				: this.required.computeIfAbsent(required, (same) -> new RequiredWatch(this, same));
	}

	@Nullable RequiredGroupStalledListener requiredGroupListener() {
		return this.requiredListener;
	}

	/** Put out what holds producers back for too long; to be called each second. */
	void evictStalled() {
		this.evictions.look();
	}

	/** Note that a claim has found no room. Of many threads, so it stores only once. */
	void refused() {
		if (!this.refused.getOpaque()) {
			this.refused.setOpaque(true);
		}
	}

	StallWatch stalls() {
		return this.stalls;
	}

	boolean isEvicting() {
		return this.file.header().evictAfterMs() > 0;
	}

	private boolean isLetGo(int group) {
		return this.leases.isLetGo(group);
	}

	boolean isDead(int participant) {
		return this.liveness.isDead(participant);
	}

	/** Let go of the participant's number. No claim of it is open. */
	void detach() {
		this.doorbell.close();
		letGo(() -> {
			sweep(this.attachment.id());
			this.attachment.detach();
		}, this.attachment::leave);
	}

	/**
	 * Let something go: in the file, unless that may not be touched or others took this
	 * process for dead, and in any case outside of it. Never fails because of what was
	 * done to the file.
	 * @param inFile lets it go in the file
	 * @param outside lets go of locks
	 */
	void letGo(Runnable inFile, Runnable outside) {
		try {
			if (this.watch.mayTouch()) {
				locked(() -> {
					if (this.attachment.isLive()) {
						inFile.run();
					}
					return true;
				});
			}
		}
		catch (RingException ex) {
			if (this.watch.lookEvenIfClosed() == null) {
				throw ex;
			}
			// the file is gone, as the log says, and what was in it too
		}
		finally {
			outside.run();
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

	HeldClaims heldClaims() {
		return this.heldClaims;
	}

	Losses losses() {
		return this.losses;
	}

	FileWatch watch() {
		return this.watch;
	}

	Doorbell doorbell() {
		return this.doorbell;
	}

	/** Say which doorbells cannot be rung; to be called each second. */
	void lookAtDoorbells() {
		this.doorbell.look((participant) -> this.participants.state(participant) == Participants.LIVE);
	}

	boolean isUnusable() {
		return this.watch.isUnusable();
	}

	private boolean hasLostLock(int participant) {
		return (participant == participant()) ? this.watch.hasLostLock() : this.liveness.hasLostLock(participant);
	}

	private void silence() {
		this.attachment.silence();
		this.liveness.silence();
		this.doorbell.wakeAll();
	}

	private void sweepDead(int participant) {
		sweep(participant);
		this.losses.swept(participant);
	}

	private void sweep(int participant) {
		this.repair.sweep(participant);
		Leases.clear(this.file.memory(), this.groups, participant);
		Doorbell.sweep(this.file.directory(), this.file.memory(), participant);
	}

}
