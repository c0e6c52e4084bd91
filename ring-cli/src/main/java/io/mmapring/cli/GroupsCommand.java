package io.mmapring.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.mmapring.cli.look.GroupLook;
import io.mmapring.cli.look.RingLook;
import io.mmapring.cli.report.Durations;
import io.mmapring.cli.report.Report;
import io.mmapring.cli.report.Table;
import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.inspect.ParticipantPresence;
import io.mmapring.inspect.RingFileInspector;
import io.mmapring.inspect.ShardSnapshot;
import io.mmapring.process.ParticipantInfo;

/** Shows who reads a ring, and who else has it open. */
@Command(name = "groups", mixinStandardHelpOptions = true,
		description = "Shows all groups of a ring: position, lag, who has them since when; and all who have it open.")
final class GroupsCommand extends RingCommand {

	private static final String NOTHING = "-";

	@Parameters(paramLabel = "RING", description = "Name of the ring, or path of its directory or file.")
	String ring = "";

	@Option(names = "--window", paramLabel = "TIME", defaultValue = "250ms",
			description = "How long to look, to see what moves (default: ${DEFAULT-VALUE}).")
	Duration window = Duration.ZERO;

	@Override
	int run(Report report) {
		RingLook look = RingLook.of(RingFileInspector.open(file(this.ring)), this.window);
		if (report.isJson()) {
			report.json(json(look));
			return ExitCodes.FINE;
		}
		report.line("ring '%s' (%s): tail %d, remaining %d of %d slots".formatted(look.now().name(),
				look.inspector().file().path(), look.now().tail(), look.now().remaining(), look.now().slots()));
		if (look.inspector().file().isOfAnotherBoot()) {
			report.line("from before the last boot: nobody of now has it open");
		}
		else if (look.isCopy()) {
			report.line("a copy: those in its table have another file open");
		}
		report.line("");
		report.table(groups(look));
		shards(report, look);
		report.line("");
		report.table(participants(look));
		return ExitCodes.FINE;
	}

	private static Table groups(RingLook look) {
		Table table = new Table("GROUP", "STATE", ">POSITION", ">LAG", "PROGRESS", ">OLDEST", ">PID", "APPLICATION",
				"HAS IT SINCE", "AFTER");
		for (GroupLook group : look.groups()) {
			ParticipantInfo owner = group.now().owner();
			Long oldestMs = group.oldestMs();
			table.row(group.now().name(), group.now().state(), group.now().position(), group.now().lag(),
					progress(group), (oldestMs != null) ? age(oldestMs) : NOTHING,
					(owner != null) ? owner.pid() : NOTHING, (owner != null) ? owner.application() : NOTHING,
					(owner != null) ? Fields.time(group.now().ownedSinceMs()) : NOTHING,
					group.now().after().isEmpty() ? NOTHING : String.join(",", group.now().after()));
		}
		return table;
	}

	private static String age(long sinceMs) {
		return Durations.text(Math.max(0, System.currentTimeMillis() - sinceMs));
	}

	private static String progress(GroupLook group) {
		ClaimSnapshot claim = group.now().waitsFor();
		return (claim != null) ? group.progress() + " of process " + claim.owner().pid() : group.progress().toString();
	}

	private static void shards(Report report, RingLook look) {
		Table table = new Table("GROUP", ">SHARD", ">POSITION", ">LAG", ">PID", "APPLICATION", ">MEMBER",
				"HAS IT SINCE");
		boolean any = false;
		for (GroupLook group : look.groups()) {
			if (group.now().shards().size() > 1) {
				any = true;
				group.now().shards().forEach((shard) -> shard(table, group.now().name(), shard));
			}
		}
		if (any) {
			report.line("");
			report.table(table);
		}
	}

	private static void shard(Table table, String group, ShardSnapshot shard) {
		ParticipantInfo owner = shard.owner();
		table.row(group, shard.shard(), shard.position(), shard.lag(), (owner != null) ? owner.pid() : NOTHING,
				(owner != null) ? owner.application() : NOTHING, (owner != null) ? shard.member() : NOTHING,
				(owner != null) ? Fields.time(shard.ownedSinceMs()) : NOTHING);
	}

	private static Table participants(RingLook look) {
		Table table = new Table(">PARTICIPANT", ">PID", "APPLICATION", "IS", "SINCE", "DOES", ">BLOCKED", ">DROPPED",
				">ABANDONED");
		for (ParticipantPresence one : look.participants()) {
			ParticipantInfo info = one.info();
			List<String> roles = roles(look, info.id());
			table.row(info.id(), info.pid(), info.application(), presence(one), Fields.time(info.attachedMs()),
					roles.isEmpty() ? NOTHING : String.join(", ", roles), info.blocked(), info.dropped(),
					info.abandoned());
		}
		return table;
	}

	private static String presence(ParticipantPresence one) {
		return switch (one.presence()) {
			case ALIVE -> one.isStopped() ? "stopped" : "alive";
			case WITHOUT_LOCK -> "alive, without lock";
			case DEAD -> "dead";
			case ELSEWHERE -> "elsewhere";
			case UNKNOWN -> "cannot tell";
		};
	}

	/** What the file tells of what a participant does. */
	private static List<String> roles(RingLook look, int id) {
		List<String> roles = new ArrayList<>();
		for (GroupLook group : look.groups()) {
			boolean owns = group.now().shards().stream().anyMatch((shard) -> owns(shard, id));
			if (owns) {
				roles.add("takes " + group.now().name());
			}
		}
		if (look.inspector().soleProducer() == id) {
			roles.add("is the producer");
		}
		for (ClaimSnapshot claim : look.now().openClaims()) {
			if (claim.owner().id() == id) {
				roles.add("has a claim open at " + claim.sequence());
			}
		}
		if (look.inspector().newestClaimer() == id) {
			roles.add("made the newest claim");
		}
		return roles;
	}

	private static boolean owns(ShardSnapshot shard, int id) {
		ParticipantInfo owner = shard.owner();
		return owner != null && owner.id() == id;
	}

	private static Map<String, Object> json(RingLook look) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("ring", look.now().name());
		json.put("file", look.inspector().file().path().toString());
		json.putAll(Fields.geometry(look.inspector().file()));
		json.put("tail", look.now().tail());
		json.put("remaining", look.now().remaining());
		json.put("copy", look.isCopy());
		json.put("olderBoot", look.inspector().file().isOfAnotherBoot());
		json.put("windowMs", look.window().toMillis());
		json.put("groups", look.groups().stream().map(Fields::group).toList());
		json.put("participants", look.participants().stream().map((one) -> participant(look, one)).toList());
		json.put("openClaims", look.now().openClaims().stream().map(Fields::claim).toList());
		return json;
	}

	private static Map<String, Object> participant(RingLook look, ParticipantPresence one) {
		Map<String, Object> json = Fields.participant(one);
		json.put("does", roles(look, one.info().id()));
		json.put("blocked", one.info().blocked());
		json.put("blockedMs", Duration.ofNanos(one.info().blockedNs()).toMillis());
		json.put("dropped", one.info().dropped());
		json.put("abandoned", one.info().abandoned());
		return json;
	}

}
