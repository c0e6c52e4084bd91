package io.mmapring.sequence;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.event.EventView;
import io.mmapring.file.EventSize;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.GroupTable;
import io.mmapring.group.Join;
import io.mmapring.group.StartFrom;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills everything behind every single store, then lets a successor attach, drain and go
 * on: what was acknowledged is there, what was never published is not, no batch is cut,
 * and the ring still takes and gives events.
 */
class CrashPrefixTests {

	private static final int SLOTS = 32;

	private static final int VICTIM = 1;

	private static final int SUCCESSOR = 2;

	/** Most slots of an event. */
	private static final int LARGEST = SLOTS / 4;

	/** Claims of events of one slot each, by the slots of each event. */
	private static final int[][] BATCHES = { ones(1), ones(1), ones(3), abandoned(1, 1, 1), ones(2), ones(7), ones(1),
			abandoned(1, 1, 1), ones(5), ones(1), ones(16), ones(1), ones(2), abandoned(1, 1, 1), ones(4), ones(1) };

	/** Claims of large events and of mixed sizes. */
	private static final int[][] MIXED = { { 2 }, { 1, 3, 1 }, { LARGEST }, abandoned(1, 4, 2), { 5, 5 }, ones(1),
			abandoned(3), { 1, 2, 3, 4, 1 }, { 3 }, ones(3), { 2, LARGEST, 1, LARGEST, 2 }, abandoned(LARGEST), { 7 } };

	private RingGeometry geometry;

	private RingLayout layout;

	private RecordingMemory memory;

	/** By number of stores made when the claim was acknowledged: its events. */
	private final Map<Integer, List<Long>> acknowledged = new TreeMap<>();

	/** Each claim's events, acknowledged or not. */
	private final List<List<Long>> attempted = new ArrayList<>();

	/** By number of stores made when the group was handed the event. */
	private final Map<Integer, List<Long>> delivered = new TreeMap<>();

	private long counter;

	@BeforeEach
	void reset() {
		this.acknowledged.clear();
		this.attempted.clear();
		this.delivered.clear();
		this.counter = 0;
	}

	private static int[] ones(int events) {
		int[] slots = new int[events];
		Arrays.fill(slots, 1);
		return slots;
	}

	/** A claim that is given up starts with a 0. */
	private static int[] abandoned(int... slots) {
		return IntStream.concat(IntStream.of(0), IntStream.of(slots)).toArray();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whoeverDiesBehindAnyStoreOfLargeEventsTheNextGoesOn(boolean single) throws Exception {
		run(single, 3, MIXED);
		assertThat(this.memory.stores).hasSizeGreaterThan(500);
		for (int count = 0; count <= this.memory.stores.size(); count++) {
			check(count);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whoeverDiesBehindAnyStoreTheNextGoesOn(boolean single) throws Exception {
		run(single, 3, BATCHES);
		assertThat(this.memory.stores).hasSizeGreaterThan(300);
		for (int count = 0; count <= this.memory.stores.size(); count++) {
			check(count);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenTheSuccessorDiesTooBehindAnyStoreTheThirdGoesOn(boolean single) throws Exception {
		run(single, 1, MIXED);
		int stores = this.memory.stores.size();
		for (int count = stores / 2; count <= stores; count += 5) {
			RecordingMemory second = replay(count);
			new Repair(second, this.layout, SLOTS, (participant) -> participant == VICTIM).sweep(VICTIM);
			for (int more = count; more <= second.stores.size(); more++) {
				drainAndGoOn(second.after(more), "after " + count + " stores, then " + more);
			}
		}
	}

	private void run(boolean single, int laps, int[][] script) throws Exception {
		this.geometry = new RingGeometry(SLOTS, 64, single, false, 4, 2, 1);
		this.layout = new RingLayout(this.geometry);
		this.memory = new RecordingMemory(this.layout.fileSizeBytes());
		GroupTable groups = new GroupTable(this.memory, this.layout, this.geometry);
		new Join("ring", this.memory, this.layout, groups).declare(List.of(GroupSpec.of("g"), GroupSpec.of("h")));
		Repair repair = repair(this.memory);
		Claims claims = Claims.of(this.memory, this.layout, this.geometry, VICTIM, groups, repair);
		SlotReader first = reader(this.memory, groups, 0, repair);
		SlotReader other = reader(this.memory, groups, 1, repair);
		for (int lap = 0; lap < laps; lap++) {
			for (int[] slots : script) {
				claim(claims, slots);
				other.poll((event, sequence, end) -> value(event), 100, false);
				if (slots.length % 2 == 0) {
					first.poll((event, sequence, end) -> deliver(event), 5, slots[0] == 0);
				}
			}
			if (lap == 0) {
				new Join("ring", this.memory, this.layout, groups).join(List.of(GroupSpec.of("late")),
						StartFrom.EARLIEST);
			}
			reader(this.memory, groups, groups.find("late"), repair).poll((event, sequence, end) -> value(event), 100,
					false);
			first.poll((event, sequence, end) -> deliver(event), 100, true);
		}
	}

	private void deliver(EventView event) {
		this.delivered.computeIfAbsent(this.memory.stores.size(), (at) -> new ArrayList<>()).add(value(event));
	}

	private void claim(Claims claims, int[] slots) {
		boolean publish = slots[0] != 0;
		int n = IntStream.of(slots).sum();
		long start = claims.tryClaim(n);
		if (start < 0) {
			return;
		}
		List<Long> events = new ArrayList<>();
		long sequence = start;
		for (int size : slots) {
			if (size != 0) {
				long value = publish ? ++this.counter : -1;
				events.add(value);
				write(this.memory, sequence, value, size);
				sequence += size;
			}
		}
		if (publish) {
			this.attempted.add(events);
			claims.publish(start, n);
			this.acknowledged.put(this.memory.stores.size(), events);
		}
		else {
			claims.abandon(start, n);
		}
	}

	private void check(int count) throws Exception {
		List<Long> before = new ArrayList<>();
		this.delivered.forEach((at, values) -> {
			if (at <= count) {
				before.addAll(values);
			}
		});
		List<Long> after = drainAndGoOn(this.memory.after(count), "after " + count + " stores");
		List<Long> expected = new ArrayList<>();
		this.acknowledged.forEach((at, events) -> {
			if (at <= count) {
				expected.addAll(events);
			}
		});
		List<Long> seen = new ArrayList<>(before);
		after.stream().filter((value) -> !before.contains(value)).forEach(seen::add);
		assertThat(seen).as("acknowledged events after %d stores", count).containsAll(expected);
		assertThat(seen).as("no event twice but those handed out before").doesNotHaveDuplicates();
		assertThat(seen).as("in order").isSorted().doesNotContain(-1L);
		for (List<Long> claim : this.attempted) {
			long there = claim.stream().filter(seen::contains).count();
			// the group itself may stand in the middle of a batch
			assertThat(there).as("events of claim %s after %d stores: %s", claim, count, seen)
				.isIn(0L, (long) claim.size());
		}
	}

	/**
	 * Attach as the successor: sweep, drain both groups, publish a ring full of events
	 * and read it.
	 */
	private List<Long> drainAndGoOn(RingMemory memory, String where) throws Exception {
		GroupTable groups = new GroupTable(memory, this.layout, this.geometry);
		Join join = new Join("ring", memory, this.layout, groups);
		join.freeHalfJoined();
		join.join(List.of(GroupSpec.of("g"), GroupSpec.of("h")), StartFrom.EARLIEST);
		Repair repair = repair(memory);
		repair.sweep(VICTIM);
		repair.sweep(SUCCESSOR);
		List<Long> drained = new ArrayList<>();
		drain(groups, memory, repair, drained);
		Claims claims = Claims.of(memory, this.layout, this.geometry, SUCCESSOR, groups, repair);
		List<Long> more = new ArrayList<>();
		for (int n = 1; n <= SLOTS; n *= 2) {
			long start = claims.tryClaim(n);
			assertThat(start).as("a claim of %d %s, %s", n, where, groups.all()).isNotNegative();
			int size = (n < LARGEST) ? 1 : n / 4;
			for (int i = 0; i < n; i += size) {
				write(memory, start + i, 1000 + i, size);
				more.add(1000L + i);
			}
			claims.publish(start, n);
			List<Long> again = new ArrayList<>();
			drain(groups, memory, repair, again);
			assertThat(again).as("the successor's events %s", where).containsExactlyElementsOf(more);
			more.clear();
		}
		return drained;
	}

	private void drain(GroupTable groups, RingMemory memory, Repair repair, List<Long> values) throws Exception {
		for (int group = 0; group < groups.maxGroups(); group++) {
			if (groups.all().stream().map((info) -> info.index()).toList().contains(group)) {
				List<Long> into = (group == 0) ? values : new ArrayList<>();
				reader(memory, groups, group, repair).poll((event, sequence, end) -> into.add(value(event)), 1000,
						false);
			}
		}
	}

	private RecordingMemory replay(int count) {
		RecordingMemory replayed = new RecordingMemory(this.memory.size());
		this.memory.stores.subList(0, count).forEach((store) -> store.repeat(replayed));
		return replayed;
	}

	private SlotReader reader(RingMemory memory, GroupTable groups, int group, Repair repair) {
		return new SlotReader("ring", "g" + group, memory, this.layout,
				this.layout.shard(group, 0) + RingLayout.SHARD_POSITION,
				new Barrier(memory, this.layout, groups, group), repair,
				new SlotEvent("ring", "g" + group, memory, this.layout, EventSize.of(this.geometry)));
	}

	private Repair repair(RingMemory memory) {
		return new Repair(memory, this.layout, SLOTS, (participant) -> false);
	}

	/** As a producer does, but so that the payload's bytes are recorded too. */
	private void write(RingMemory memory, long sequence, long value, int slots) {
		int payloadBytes = this.geometry.payloadCapacityBytes();
		int length = (slots - 1) * payloadBytes + Long.BYTES;
		SlotWriter writer = new SlotWriter("ring", memory, this.layout, EventSize.of(this.geometry));
		MutableDirectBuffer payload = writer.begin(sequence, 1, length);
		if (slots == 1) {
			memory.longPlain(this.layout.slot(sequence) + RingLayout.SLOT_PAYLOAD, value);
		}
		else {
			for (int i = 0; i < length; i += Long.BYTES) {
				payload.putLong(i, value, ByteOrder.LITTLE_ENDIAN);
			}
			writer.end();
		}
	}

	/** The event's value, which all of its words have. */
	private static long value(EventView event) {
		long value = event.payload().getLong(0, ByteOrder.LITTLE_ENDIAN);
		for (int i = Long.BYTES; i < event.length(); i += Long.BYTES) {
			assertThat(event.payload().getLong(i, ByteOrder.LITTLE_ENDIAN)).as("word %d of %d", i, value)
				.isEqualTo(value);
		}
		return value;
	}

}
