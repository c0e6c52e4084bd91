package io.mmapring.sequence;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.GroupEvictedException;
import io.mmapring.error.RingException;
import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingLappedException;
import io.mmapring.event.EventHeaders;
import io.mmapring.event.EventView;
import io.mmapring.file.EventSize;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.RingState;
import io.mmapring.file.SlotBuffer;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;
import io.mmapring.file.WholePayload;

/**
 * The event that it was moved to: in place if one slot holds it, else a copy in one
 * piece. An event that cannot be is refused before anything is copied or made. Of a group
 * that may be put out each event is a copy: producers that go on without the group may
 * write into the slot at any moment.
 */
public final class SlotEvent implements EventView {

	private final String ring;

	private final String reader;

	private final RingMemory memory;

	private final RingLayout layout;

	private final EventSize size;

	/** Most bytes of an event that takes one slot. */
	private final int oneSlotBytes;

	private final SlotBuffer inPlace;

	private final WholePayload whole;

	private final @Nullable Membership membership;

	private final int payloadInSlot;

	private final @Nullable SlotHeaders headers;

	private int slot;

	/** What was copied, unless the event is read where it lies. */
	private SlotBuffer gathered;

	/** Not a reference to either: storing one costs a mark for the collector. */
	private boolean inSlot;

	private int type;

	private int length;

	private int slots;

	private boolean copied;

	/**
	 * Prepare to look at events.
	 * @param ring name of the ring, for messages
	 * @param reader name of who reads, for messages
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param size how many slots events take
	 */
	public SlotEvent(String ring, String reader, RingMemory memory, RingLayout layout, EventSize size) {
		this(ring, reader, memory, layout, size, null);
	}

	/**
	 * Prepare to look at events.
	 * @param ring name of the ring, for messages
	 * @param reader name of who reads, for messages
	 * @param memory the ring's memory
	 * @param layout its layout
	 * @param size how many slots events take
	 * @param membership of a group that may be put out, else {@code null}
	 */
	public SlotEvent(String ring, String reader, RingMemory memory, RingLayout layout, EventSize size,
			@Nullable Membership membership) {
		this.ring = ring;
		this.reader = reader;
		this.memory = memory;
		this.layout = layout;
		this.size = size;
		this.oneSlotBytes = size.payloadBytes();
		this.inPlace = new SlotBuffer(memory);
		this.whole = new WholePayload(memory, layout, size);
		this.gathered = this.inPlace;
		this.membership = membership;
		this.payloadInSlot = layout.payloadInSlot();
		this.headers = (layout.headers().sizeBytes() > 0) ? new SlotHeaders(ring, layout.headers(), memory) : null;
	}

	/**
	 * Check that the group is still in the ring, if it may be put out.
	 * @param position the next event that it would take
	 */
	void checkMember(long position) {
		Membership membership = this.membership;
		if (membership != null) {
			membership.check(position);
		}
	}

	/**
	 * Move to an event.
	 * @param sequence its first sequence, whose stamp was seen to be published
	 * @throws RingFailedException if what is there cannot be an event; the ring is then
	 * marked as damaged
	 * @throws RingLappedException if what is there cannot be an event, because the reader
	 * was overtaken
	 * @throws GroupEvictedException if the group was put out
	 */
	void moveTo(long sequence) {
		int slot = this.layout.slot(sequence);
		// length and type lie side by side
		long lengthAndType = this.memory.longPlain(slot + RingLayout.SLOT_LENGTH);
		int length = (int) lengthAndType;
		this.length = length;
		this.type = (int) (lengthAndType >> Integer.SIZE);
		boolean copy = this.membership != null;
		if (!copy && length >= 0 && length <= this.oneSlotBytes) {
			this.slots = 1;
			SlotBuffer inPlace = this.inPlace;
			inPlace.moveOver(slot + this.payloadInSlot, length);
			this.inSlot = true;
		}
		else {
			if (!this.size.fits(length)) {
				throw impossible(sequence, wrongLength(sequence, length));
			}
			this.slots = this.size.slots(length);
			int wrong = wrongSlot(sequence);
			if (wrong != 0) {
				throw impossible(sequence, wrongRest(sequence, wrong));
			}
			this.gathered = this.whole.gather(sequence, length);
			this.inSlot = false;
		}
		this.slot = slot;
		this.copied = copy;
		if (copy) {
			copyHeaders();
			// the copy comes before the look: whoever overwrites the slot has seen the
			// group put out, so that a byte of it is in the copy only if the look finds
			// out too; pairs with the release in GroupTable.storeState
			this.memory.acquireFence();
			checkMember(sequence);
		}
	}

	/**
	 * Copy an event that nothing keeps producers from overwriting.
	 * @param sequence its first sequence, whose stamp was seen to be published
	 * @return whether the copy is whole; {@code false} if it was overwritten
	 * @throws RingFailedException if what is there cannot be an event, and was not
	 * overwritten; the ring is then marked as damaged
	 */
	boolean copy(long sequence) {
		int slot = this.layout.slot(sequence);
		int length = this.memory.intPlain(slot + RingLayout.SLOT_LENGTH);
		if (!this.size.fits(length)) {
			if (isOverwritten(sequence)) {
				return false;
			}
			throw damaged(wrongLength(sequence, length));
		}
		this.length = length;
		this.type = this.memory.intPlain(slot + RingLayout.SLOT_TYPE);
		this.slots = this.size.slots(length);
		int wrong = wrongSlot(sequence);
		if (wrong != 0) {
			if (isOverwritten(sequence)) {
				return false;
			}
			throw damaged(wrongRest(sequence, wrong));
		}
		this.gathered = this.whole.gather(sequence, length);
		this.inSlot = false;
		this.slot = slot;
		this.copied = true;
		copyHeaders();
		return !isOverwritten(sequence);
	}

	private void copyHeaders() {
		if (this.headers != null) {
			this.headers.copyFrom(this.slot + RingLayout.SLOT_PAYLOAD);
		}
	}

	/**
	 * Whether producers may have written into a slot that was read just now. The stamp
	 * would prove nothing: the next lap's payload is written under the old one.
	 */
	private boolean isOverwritten(long sequence) {
		// the loads above must not come after that of the tail; pairs with the fence
		// between claim and payload
		this.memory.acquireFence();
		return Tail.nextAcquire(this.memory) > sequence + this.layout.slots();
	}

	/**
	 * Look for a slot that does not continue the event: a damaged length would lead to
	 * bytes of others, or to memory for nothing.
	 * @return its index in the event, or 0
	 */
	private int wrongSlot(long sequence) {
		for (int i = 1; i < this.slots; i++) {
			int slot = this.layout.slot(sequence + i);
			// acquire: as for the first slot; pairs with the release in Claims.stamp
			long stamp = this.memory.longAcquire(slot + RingLayout.SLOT_STAMP);
			if (!Stamp.isOf(stamp, this.layout.lap(sequence + i)) || Stamp.state(stamp) != Stamp.FOLLOWS
					|| this.memory.intPlain(slot + RingLayout.SLOT_LENGTH) != -i) {
				return i;
			}
		}
		return 0;
	}

	private String wrongLength(long sequence, int length) {
		return "event at sequence %d has length=%d (expected: 0 to %d)".formatted(sequence, length,
				this.size.maxBytes());
	}

	private String wrongRest(long sequence, int index) {
		int slot = this.layout.slot(sequence + index);
		long stamp = this.memory.longAcquire(slot + RingLayout.SLOT_STAMP);
		return "event at sequence %d has length=%d, and its slot %d has length=%d, stamp=%s (expected: %d, FOLLOWS)"
			.formatted(sequence, this.length, index, this.memory.intPlain(slot + RingLayout.SLOT_LENGTH),
					Stamp.toString(stamp), -index);
	}

	private RingException impossible(long sequence, String what) {
		boolean overwritten = isOverwritten(sequence);
		checkMember(sequence);
		if (overwritten) {
			long stamp = this.memory.longAcquire(this.layout.slot(sequence) + RingLayout.SLOT_STAMP);
			return new RingLappedException(this.ring, this.reader, sequence, Stamp.toString(stamp));
		}
		return damaged(what);
	}

	private RingFailedException damaged(String what) {
		RingState.mark(this.memory, RingState.EVENT);
		return new RingFailedException(this.ring, "the file is damaged: " + what);
	}

	/**
	 * How many slots the event takes.
	 * @return number of slots, at least 1
	 */
	int slots() {
		return this.slots;
	}

	@Override
	public int type() {
		return this.type;
	}

	@Override
	public int length() {
		return this.length;
	}

	@Override
	public DirectBuffer payload() {
		return this.inSlot ? this.inPlace : this.gathered;
	}

	@Override
	public EventHeaders headers() {
		SlotHeaders headers = this.headers;
		if (headers == null) {
			throw SlotHeaders.none(this.ring);
		}
		return this.copied ? headers : headers.at(this.slot + RingLayout.SLOT_PAYLOAD);
	}

}
