package io.mmapring.inspect;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingAccessException;
import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingMissingException;
import io.mmapring.file.RingFileView;
import io.mmapring.file.RingHeader;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Tail;
import io.mmapring.file.TypeTable;
import io.mmapring.group.GroupInfo;
import io.mmapring.group.GroupTable;
import io.mmapring.process.Participants;
import io.mmapring.process.PresenceLook;

/**
 * Looks at the file of a ring from outside: without attaching to it, and without being
 * able to write to it. The file may be a copy, one of before the last boot, or damaged
 * behind its header.
 * <p>
 * If the file is cut during a look, the JVM throws an {@link InternalError}; on Java 17 a
 * little later, in whatever the thread does then.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge. Processes: safe
 * for any number of processes.
 */
public final class RingFileInspector {

	private final RingFileView file;

	private final GroupTable groups;

	private final Participants participants;

	private final PresenceLook presence;

	private final TypeTable types;

	private final RingInspector inspector;

	private final SlotInspector slots;

	private RingFileInspector(RingFileView file) {
		RingHeader header = file.header();
		RingMemory memory = file.memory();
		this.file = file;
		this.groups = new GroupTable(memory, file.layout(), header.geometry());
		this.participants = new Participants(memory);
		this.presence = new PresenceLook(file.path(), file.directory());
		this.types = new TypeTable(header.name(), memory, file.layout(), header.geometry().maxTypes());
		this.inspector = new RingInspector(header.name(), memory, header.geometry(), this.groups, this.participants,
				List::of, (participant) -> false);
		this.slots = new SlotInspector(memory, file.layout(), header.geometry());
	}

	/**
	 * Map a file to look at it. Does not wait.
	 * @param file the file
	 * @return what looks at it
	 * @throws RingMissingException if there is none
	 * @throws RingFormatException if it is not a ring's file, was cut, or its header is
	 * damaged
	 * @throws RingAccessException if this user may not read it
	 */
	public static RingFileInspector open(Path file) {
		return new RingFileInspector(RingFileView.open(file));
	}

	/**
	 * The file.
	 * @return the file
	 */
	public RingFileView file() {
		return this.file;
	}

	/**
	 * Look at tail, groups and participants. Times that a snapshot tells are those that
	 * this object has seen, so from the second look on.
	 * @return what was seen
	 * @throws RingFailedException if the file was removed, replaced or cut since it was
	 * opened
	 */
	public RingSnapshot snapshot() {
		check();
		return this.inspector.snapshot();
	}

	/**
	 * Look at the groups' entries.
	 * @return one look at each
	 * @throws RingFailedException if the file was removed, replaced or cut
	 */
	public List<GroupInfo> groups() {
		check();
		return this.groups.all();
	}

	/**
	 * When a group was put out last.
	 * @param group its index
	 * @return milliseconds since 1970, or 0 if it never was
	 */
	public long evictedMs(int group) {
		return this.groups.evictedMs(group);
	}

	/**
	 * Look at the participants, and ask the kernel whether they live.
	 * @return one look at each whose number is not free
	 * @throws RingFailedException if the file was removed, replaced or cut
	 */
	public List<ParticipantPresence> participants() {
		check();
		return this.participants.all()
			.stream()
			.map((info) -> new ParticipantPresence(info, this.presence.of(info), this.presence.isStopped(info)))
			.toList();
	}

	/**
	 * Types of events that the ring knows.
	 * @return one look at each
	 * @throws RingFailedException if the file was removed, replaced or cut
	 */
	public List<TypeTable.TypeInfo> types() {
		check();
		return this.types.all();
	}

	/**
	 * The next sequence to be claimed.
	 * @return the tail
	 */
	public long tail() {
		return this.slots.tail();
	}

	/**
	 * The oldest sequence that the ring still holds; it may be inside of an event.
	 * @return the sequence
	 */
	public long oldest() {
		return this.slots.oldest();
	}

	/**
	 * Look at a slot.
	 * @param sequence its sequence, from 0
	 * @return what there is
	 * @throws RingFailedException if the file was removed, replaced or cut
	 */
	public SlotSnapshot slot(long sequence) {
		check();
		return this.slots.look(sequence);
	}

	/**
	 * Copy the payload of an event.
	 * @param event the event as it was seen
	 * @return its bytes, or {@code null} if it was overwritten meanwhile
	 * @throws RingFailedException if the file was removed, replaced or cut
	 */
	public byte @Nullable [] payload(SlotSnapshot event) {
		check();
		return this.slots.payload(event);
	}

	/**
	 * The participant that has the right to produce, in a ring with one producer at a
	 * time.
	 * @return its number, or 0
	 */
	public int soleProducer() {
		return GroupTable.participant(this.file.memory().longAcquire(RingLayout.SOLE_PRODUCER));
	}

	/**
	 * The participant that made the newest claim.
	 * @return its number, or 0 if there was none
	 */
	public int newestClaimer() {
		return Tail.owner(this.file.memory().longAcquire(RingLayout.TAIL));
	}

	/**
	 * Where producers are held because a group goes back.
	 * @return the sequence, or -1 if they are not
	 */
	public long heldAt() {
		return this.file.memory().longAcquire(RingLayout.HOLD) - 1;
	}

	/**
	 * Look for what cannot be in a ring that nobody has written to by mistake.
	 * @return what is wrong, in words, or {@code null}
	 * @throws RingFailedException if the file was removed, replaced or cut
	 */
	public @Nullable String damage() {
		check();
		return this.inspector.damage();
	}

	private void check() {
		String problem = this.file.problem();
		if (problem != null) {
			throw new RingFailedException(this.file.path().toString(), problem);
		}
	}

}
