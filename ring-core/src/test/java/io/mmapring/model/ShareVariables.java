package io.mmapring.model;

import java.util.Map;

/**
 * What the members of a group share, whose load is spread over shards. Event e belongs to
 * shard e modulo their number. The names are those of the specification.
 */
final class ShareVariables {

	static final Settings DEFAULTS = Settings.defaults("share",
			Map.of("CAP", 2, "LAST", 3, "MEMBERS", 2, "SHARDS", 2, "KILLS", 1, "MOVES", 1, "FOLLOW", 0),
			ShareMutant.NONE);

	final Variables variables = new Variables();

	final Settings settings;

	final int last;

	final int members;

	final int shards;

	final int tail;

	final int position;

	/** Member that has a shard, plus one; 0 is nobody. */
	final int owner;

	final int dead;

	final int kills;

	final int moves;

	/** Member that was handed an event last, plus one; 0 is nobody. */
	final int handed;

	/** Position of the group that follows. */
	final int following;

	ShareVariables(Settings settings) {
		this.settings = settings;
		this.last = settings.get("LAST");
		this.members = settings.get("MEMBERS");
		this.shards = settings.get("SHARDS");
		this.tail = sequence("tail");
		this.position = this.variables.addArray("position", this.shards, 0, this.last);
		this.owner = this.variables.addArray("owner", this.shards, 0, this.members);
		this.dead = this.variables.addArray("dead", this.members, 0, 1);
		this.kills = this.variables.add("kills", 0, settings.get("KILLS"));
		this.moves = this.variables.add("moves", 0, settings.get("MOVES"));
		this.handed = this.variables.addArray("handed", this.last, 0, this.members);
		this.following = sequence("following");
	}

	int sequence(String name) {
		return this.variables.add(name, 0, this.last);
	}

	int set(String name) {
		return this.variables.add(name, 0, (1 << this.shards) - 1);
	}

	void start(int[] v) {
		v[this.kills] = this.settings.get("KILLS");
		v[this.moves] = this.settings.get("MOVES");
		for (int shard = 0; shard < this.shards; shard++) {
			v[this.owner + shard] = 1;
		}
	}

	boolean mutant(ShareMutant mutant) {
		return this.settings.is(mutant);
	}

	int shardOf(int sequence) {
		return sequence % this.shards;
	}

	boolean isFree(int[] v, int shard) {
		int owner = v[this.owner + shard];
		return owner == 0 || v[this.dead + owner - 1] != 0;
	}

	boolean isOwner(int[] v, int shard, int member) {
		return v[this.owner + shard] == member + 1;
	}

	int gate(int[] v) {
		int gate = this.last;
		for (int shard = 0; shard < this.shards; shard++) {
			if (v[this.owner + shard] != 0 || !mutant(ShareMutant.GATE_OWNED)) {
				gate = Math.min(gate, v[this.position + shard]);
			}
		}
		boolean follows = this.settings.has("FOLLOW") && !mutant(ShareMutant.GATE_FIRST_GROUP);
		return follows ? Math.min(gate, v[this.following]) : gate;
	}

	boolean isDrained(int[] v) {
		boolean drained = v[this.tail] == this.last;
		for (int shard = 0; shard < this.shards; shard++) {
			drained &= v[this.position + shard] == this.last;
		}
		return drained;
	}

	/** What a member was handed and had not stored comes again after its death. */
	void kill(int[] v, int member) {
		v[this.kills]--;
		v[this.dead + member] = 1;
		for (int sequence = 0; sequence < this.last; sequence++) {
			if (v[this.handed + sequence] == member + 1 && v[this.position + shardOf(sequence)] <= sequence) {
				v[this.handed + sequence] = 0;
			}
		}
	}

}
