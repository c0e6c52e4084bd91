package io.mmapring.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mmapring.cli.look.GroupLook;
import io.mmapring.file.RingFileView;
import io.mmapring.file.RingGeometry;
import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.inspect.ParticipantPresence;
import io.mmapring.inspect.ShardSnapshot;
import io.mmapring.process.ParticipantInfo;

/**
 * The fields of JSON that several commands share.
 */
final class Fields {

	private Fields() {
	}

	static Map<String, Object> geometry(RingFileView file) {
		RingGeometry geometry = file.header().geometry();
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("slots", geometry.slots());
		fields.put("slotSizeBytes", geometry.slotSizeBytes());
		fields.put("sizeBytes", file.attributes().size());
		fields.put("singleProducer", geometry.singleProducer());
		return fields;
	}

	static Map<String, Object> participant(ParticipantInfo info) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("participant", info.id());
		fields.put("pid", info.pid());
		fields.put("application", info.application());
		fields.put("since", time(info.attachedMs()));
		return fields;
	}

	static Map<String, Object> participant(ParticipantPresence one) {
		Map<String, Object> fields = participant(one.info());
		fields.put("presence", one.presence().name());
		fields.put("stopped", one.isStopped());
		return fields;
	}

	static @Nullable Map<String, Object> owner(GroupLook group) {
		ParticipantPresence owner = group.owner();
		if (owner != null) {
			return participant(owner);
		}
		ParticipantInfo info = group.now().owner();
		return (info != null) ? participant(info) : null;
	}

	static Map<String, Object> group(GroupLook group) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("group", group.now().name());
		fields.put("state", group.now().state());
		fields.put("progress", group.progress().name());
		fields.put("position", group.now().position());
		fields.put("lag", group.now().lag());
		fields.put("backlog", group.now().backlog());
		fields.put("movedInWindow", group.moved());
		fields.put("withoutProgressMs", group.standing().toMillis());
		Long oldestMs = group.oldestMs();
		fields.put("oldestPublished", (oldestMs != null) ? time(oldestMs) : null);
		fields.put("after", group.now().after());
		fields.put("owner", owner(group));
		fields.put("ownedSince", (group.now().owner() != null) ? time(group.now().ownedSinceMs()) : null);
		fields.put("registered", time(group.registeredMs()));
		fields.put("evicted", (group.evictedMs() != 0) ? time(group.evictedMs()) : null);
		ClaimSnapshot claim = group.now().waitsFor();
		fields.put("waitsFor", (claim != null) ? claim(claim) : null);
		fields.put("shards", shards(group.now().shards()));
		return fields;
	}

	static Map<String, Object> claim(ClaimSnapshot claim) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("sequence", claim.sequence());
		fields.put("slots", claim.slots());
		fields.put("openForMs", claim.age().toMillis());
		fields.put("owner", participant(claim.owner()));
		return fields;
	}

	private static List<Map<String, Object>> shards(List<ShardSnapshot> shards) {
		return shards.stream().map((shard) -> {
			Map<String, Object> fields = new LinkedHashMap<>();
			ParticipantInfo owner = shard.owner();
			fields.put("shard", shard.shard());
			fields.put("position", shard.position());
			fields.put("lag", shard.lag());
			fields.put("member", shard.member());
			fields.put("owner", (owner != null) ? participant(owner) : null);
			return fields;
		}).toList();
	}

	static String time(long millis) {
		return Instant.ofEpochMilli(millis).toString();
	}

}
