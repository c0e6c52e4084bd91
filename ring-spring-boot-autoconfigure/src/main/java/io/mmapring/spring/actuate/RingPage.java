package io.mmapring.spring.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint says of one ring. What is {@code null} is left out.
 *
 * @param ring its name
 * @param state open, starting, closed or failed
 * @param problem why it is not open
 * @param culprit who blocks others, since when, and what to do
 * @param findings all that is worth knowing, the worst first
 * @param file its file
 * @param geometry what never changes
 * @param tail the next sequence to be claimed
 * @param remaining slots that could be claimed now
 * @param fullForSeconds for how long there were none
 * @param repaired slots of dead producers that were given up, ever
 * @param overwritten slots that producers passed because there was no group, ever
 * @param producing whether this application sends
 * @param participants the processes that have it open
 * @param groups its consumer groups, of all processes
 * @param openClaims claims that are not finished and that somebody waits for
 * @param newest what lies right below the tail, the newest first, without payload
 * @param listeners state of this application's listeners
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RingPage(String ring, String state, @Nullable String problem, @Nullable Finding culprit, List<Finding> findings,
		@Nullable String file, @Nullable Geometry geometry, @Nullable Long tail, @Nullable Long remaining,
		@Nullable Double fullForSeconds, @Nullable Long repaired, @Nullable Long overwritten, boolean producing,
		@Nullable List<Participant> participants, @Nullable List<Group> groups, @Nullable List<OpenClaim> openClaims,
		@Nullable List<Slot> newest, Map<String, String> listeners) {

	/**
	 * What never changes of a ring.
	 *
	 * @param ringId its identity
	 * @param formatVersion version of its file's format
	 * @param slots their number
	 * @param slotSizeBytes size of one
	 * @param maxEventBytes most bytes of an event
	 * @param producers multi or single
	 * @param headers what events have beside their payload
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Geometry(String ringId, int formatVersion, int slots, int slotSizeBytes, int maxEventBytes, String producers,
			List<String> headers) {
	}

	/**
	 * One thing worth knowing.
	 *
	 * @param kind what it is
	 * @param severity note, warning or error
	 * @param problem in words
	 * @param group the group it is about
	 * @param process the process it is about
	 * @param thread the thread it is about, if that is one of this application
	 * @param sequence where
	 * @param since since when, as seen by this application
	 * @param forSeconds for how long
	 * @param blocks who cannot go on because of it
	 * @param remedy what to do
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Finding(String kind, String severity, String problem, @Nullable String group, @Nullable ProcessInfo process,
			@Nullable String thread, @Nullable Long sequence, Instant since, double forSeconds, List<String> blocks,
			String remedy) {
	}

	/**
	 * A process, in short.
	 *
	 * @param participant its number in the ring
	 * @param pid its number in its pid namespace
	 * @param application its application
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ProcessInfo(int participant, long pid, String application) {
	}

	/**
	 * A process that has the ring open, or had it open and was not swept yet.
	 *
	 * @param participant its number in the ring
	 * @param pid its number in its pid namespace
	 * @param application its application
	 * @param state attaching, live or dead
	 * @param alive whether it lives
	 * @param thisProcess whether it is the one that answers
	 * @param since when it attached
	 * @param blocked claims that had to wait for room
	 * @param blockedSeconds for how long in all
	 * @param dropped events it dropped because the ring was full
	 * @param abandoned slots it claimed and abandoned
	 * @param repaired slots of its claims that others have given up
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Participant(int participant, long pid, String application, String state, boolean alive, boolean thisProcess,
			Instant since, long blocked, double blockedSeconds, long dropped, long abandoned, long repaired) {
	}

	/**
	 * A consumer group.
	 *
	 * @param group its name
	 * @param state live, joining or evicted
	 * @param after groups it stays behind
	 * @param required whether producers of this application require it
	 * @param position the next sequence it takes
	 * @param lag sequences between that and the tail
	 * @param backlog sequences it could take now
	 * @param lagAgeSeconds for how long the event it takes next has been in the ring
	 * @param withoutProgressSeconds for how long it has had something to take and has not
	 * moved
	 * @param owner who runs it, or its slowest shard
	 * @param ownedSince since when
	 * @param listener the listener of this application that is it
	 * @param waitsFor the claim it stands at
	 * @param shards its shards, if it has several
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Group(String group, String state, List<String> after, boolean required, long position, long lag,
			long backlog, double lagAgeSeconds, double withoutProgressSeconds, @Nullable ProcessInfo owner,
			@Nullable Instant ownedSince, @Nullable String listener, @Nullable OpenClaim waitsFor,
			@Nullable List<Shard> shards) {
	}

	/**
	 * A shard of a group.
	 *
	 * @param shard its number
	 * @param position the next sequence it takes
	 * @param lag sequences between that and the tail
	 * @param owner who runs it
	 * @param ownedSince since when
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Shard(int shard, long position, long lag, @Nullable ProcessInfo owner, @Nullable Instant ownedSince) {
	}

	/**
	 * A claim that is neither published nor abandoned.
	 *
	 * @param sequence its first sequence
	 * @param slots its slots
	 * @param process who has it
	 * @param thread its thread, if that is one of this application
	 * @param since since when, as seen by this application
	 * @param forSeconds for how long
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record OpenClaim(long sequence, int slots, ProcessInfo process, @Nullable String thread, Instant since,
			double forSeconds) {
	}

	/**
	 * What lies at a sequence, without its payload.
	 *
	 * @param sequence the sequence
	 * @param state published, claimed or skipped
	 * @param participant who claimed it
	 * @param slots slots that the event takes
	 * @param type number of its type, 0 for bytes
	 * @param lengthBytes length of its payload
	 * @param published when it was begun, if the ring keeps that
	 * @param keyHash hash of its key, if the ring keeps that
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Slot(long sequence, String state, int participant, @Nullable Integer slots, @Nullable Integer type,
			@Nullable Integer lengthBytes, @Nullable Instant published, @Nullable Long keyHash) {
	}

}
