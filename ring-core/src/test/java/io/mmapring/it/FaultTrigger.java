package io.mmapring.it;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.mmapring.file.FaultMemory;
import io.mmapring.file.ParticipantLayout;
import io.mmapring.file.RingLayout;
import io.mmapring.file.Stamp;

/**
 * Holds the thread that gets to the point of a case, and says so.
 */
final class FaultTrigger implements FaultMemory.Watcher {

	private static final String[] PARTICIPANT = { "FREE", "ATTACHING", "LIVE", "DEAD" };

	private static final String[] GROUP = { "FREE", "JOINING", "LIVE", "EVICTED" };

	private static final String[] STAMP = { "NEVER", "CLAIMED", "PUBLISHED", "FOLLOWS", "SKIPPED" };

	private final RingLayout layout;

	private final FaultCase fault;

	private final CountDownLatch goOn;

	/** Times that are left; 0 while nothing is held. */
	private final AtomicInteger left = new AtomicInteger();

	FaultTrigger(RingLayout layout, FaultCase fault, CountDownLatch goOn) {
		this.layout = layout;
		this.fault = fault;
		this.goOn = goOn;
	}

	void arm() {
		this.left.set(this.fault.occurrence());
	}

	/** A point that is no access to memory. */
	void at(FaultPoint point) {
		if (point == this.fault.point()) {
			reached();
		}
	}

	@Override
	public void access(String how, int offset, long value, boolean made) {
		if (this.left.get() > 0 && made == this.fault.point().made
				&& this.fault.point().access.equals(how + " " + what(offset, value))) {
			reached();
		}
	}

	private void reached() {
		if (this.left.get() > 0 && this.left.decrementAndGet() == 0) {
			System.out.println("at " + this.fault);
			try {
				this.goOn.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private String what(int offset, long value) {
		return switch (offset) {
			case RingLayout.TAIL -> "TAIL";
			case RingLayout.FLOOR -> "FLOOR";
			case RingLayout.GROUPS_EPOCH -> "EPOCH";
			case RingLayout.REPAIRED -> "REPAIRED";
			case RingLayout.SOLE_PRODUCER -> "SOLE " + taken(value);
			default -> inTables(offset, value);
		};
	}

	private String inTables(int offset, long value) {
		if (offset >= this.layout.slotsStart()) {
			int slotSize = this.layout.slot(1) - this.layout.slot(0);
			boolean stamp = (offset - this.layout.slotsStart()) % slotSize == RingLayout.SLOT_STAMP;
			return stamp ? "STAMP " + STAMP[Stamp.state(value)] : "";
		}
		if (offset >= this.layout.types()) {
			return ((offset - this.layout.types()) % RingLayout.TYPE_SIZE == RingLayout.TYPE_ID) ? "TYPE" : "";
		}
		if (offset >= RingLayout.GROUPS) {
			return inGroup((offset - RingLayout.GROUPS) % (this.layout.group(1) - this.layout.group(0)), value);
		}
		if (offset >= RingLayout.GROUP_STATES) {
			return "GROUP " + GROUP[(int) value & 0xFF];
		}
		boolean state = offset >= ParticipantLayout.START
				&& (offset - ParticipantLayout.START) % ParticipantLayout.SIZE == ParticipantLayout.STATE;
		return state ? "PARTICIPANT " + PARTICIPANT[(int) value] : "";
	}

	private static String inGroup(int offset, long value) {
		if (offset < RingLayout.GROUP_HEAD_SIZE) {
			return "";
		}
		return switch ((offset - RingLayout.GROUP_HEAD_SIZE) % RingLayout.SPACING) {
			case RingLayout.SHARD_POSITION -> "POSITION";
			case RingLayout.SHARD_OWNER -> "OWNER " + taken(value);
			default -> "";
		};
	}

	private static String taken(long owner) {
		return (owner != 0) ? "TAKEN" : "FREE";
	}

}
