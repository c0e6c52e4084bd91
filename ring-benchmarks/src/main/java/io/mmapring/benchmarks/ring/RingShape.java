package io.mmapring.benchmarks.ring;

import java.util.List;
import java.util.stream.IntStream;

import io.mmapring.Producers;
import io.mmapring.benchmarks.scenario.Arrangement;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.group.GroupSpec;

/**
 * A ring and its sides.
 *
 * @param words what sets it apart, for its name
 * @param format for one producer or for several
 * @param senders how many producers there are
 * @param batches whether they publish batches
 * @param arrangement its consumers
 * @param slots number of slots
 * @param slotBytes size of a slot
 */
public record RingShape(String words, Producers format, int senders, boolean batches, Arrangement arrangement,
		int slots, int slotBytes) {

	/** One producer and one consumer, event by event. */
	public static final RingShape EACH = new RingShape("", Producers.SINGLE, 1, false, Arrangement.ONE, Scenario.SLOTS,
			RingScenario.SLOT_BYTES);

	/** As {@link #EACH}, with a ring that could have further producers. */
	public static final RingShape MULTI = new RingShape(" in the format for several producers", Producers.MULTI, 1,
			false, Arrangement.ONE, Scenario.SLOTS, RingScenario.SLOT_BYTES);

	/** Two producers, event by event. */
	public static final RingShape TWO = new RingShape(", two producers", Producers.MULTI, 2, false, Arrangement.ONE,
			Scenario.SLOTS, RingScenario.SLOT_BYTES);

	/**
	 * The same in batches.
	 * @return the shape
	 */
	public RingShape inBatches() {
		return new RingShape(this.words, this.format, this.senders, true, this.arrangement, this.slots, this.slotBytes);
	}

	/**
	 * The same with several consumers.
	 * @param arrangement who follows whom
	 * @return the shape
	 */
	public RingShape arranged(Arrangement arrangement) {
		return new RingShape(", " + arrangement.words(), this.format, this.senders, this.batches, arrangement,
				this.slots, this.slotBytes);
	}

	/**
	 * The same with another number of slots.
	 * @param slots how many
	 * @return the shape
	 */
	public RingShape withSlots(int slots) {
		return new RingShape(", %d slots".formatted(slots), this.format, this.senders, this.batches, this.arrangement,
				slots, this.slotBytes);
	}

	/**
	 * The same with slots of another size.
	 * @param words what sets it apart
	 * @param slotBytes their size
	 * @return the shape
	 */
	public RingShape withSlotBytes(String words, int slotBytes) {
		return new RingShape(words, this.format, this.senders, this.batches, this.arrangement, this.slots, slotBytes);
	}

	/** Its groups, each with a consumer. */
	List<GroupSpec> groups() {
		return IntStream.range(0, this.arrangement.consumers())
			.mapToObj((i) -> new GroupSpec(group(i), this.arrangement.after(i).stream().map(RingShape::group).toList()))
			.toList();
	}

	/** Name of the group of a consumer. */
	static String group(int consumer) {
		return (consumer == 0) ? RingScenario.GROUP : RingScenario.GROUP + consumer;
	}

}
