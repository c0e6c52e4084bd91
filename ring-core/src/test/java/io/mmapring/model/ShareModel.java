package io.mmapring.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A group whose members share its shards: they take them, hand them over, die; another
 * group may follow it.
 */
final class ShareModel implements Model {

	private final ShareVariables ring;

	private final List<ShareMember> members = new ArrayList<>();

	private final List<Actor> actors = new ArrayList<>();

	private final ShareFollower follower;

	ShareModel(Settings settings) {
		this.ring = new ShareVariables(settings);
		this.actors.add(new Producer());
		for (int number = 0; number < this.ring.members; number++) {
			ShareMember member = new ShareMember(this.ring, number);
			this.members.add(member);
			this.actors.add(new ShareKeeper(member));
			this.actors.add(new SharePoller(member));
		}
		this.follower = new ShareFollower(this.ring);
		this.actors.add(this.follower);
		this.actors.add(new Killer());
	}

	@Override
	public String name() {
		return this.ring.settings.toString();
	}

	@Override
	public Variables variables() {
		return this.ring.variables;
	}

	@Override
	public List<Actor> actors() {
		return List.copyOf(this.actors);
	}

	@Override
	public void start(int[] v) {
		this.ring.start(v);
		this.members.forEach((member) -> member.start(v));
		this.follower.start(v);
	}

	@Override
	public boolean mayIdle() {
		return true;
	}

	@Override
	public void checkEnd(int[] v) {
		for (int sequence = 0; sequence < this.ring.last; sequence++) {
			Violation.check(v[this.ring.handed + sequence] != 0, "no event is lost");
		}
	}

	/** Claims and publishes in one step. */
	private final class Producer extends Actor {

		private Producer() {
			super("producer", ShareModel.this.ring.variables.add("producer.next", 0, 0));
		}

		@Override
		boolean mayStop(int[] v) {
			return v[ShareModel.this.ring.tail] == ShareModel.this.ring.last;
		}

		@Override
		boolean step(int[] v, Choice choice) {
			ShareVariables ring = ShareModel.this.ring;
			if (mayStop(v) || v[ring.tail] + 1 - ring.settings.get("CAP") > ring.gate(v)) {
				return false;
			}
			v[ring.tail]++;
			return true;
		}

	}

	/** Kills members, but for one. */
	private final class Killer extends Actor {

		private Killer() {
			super("killer", ShareModel.this.ring.variables.add("killer.next", 0, 0));
		}

		@Override
		boolean mayStop(int[] v) {
			return true;
		}

		@Override
		boolean step(int[] v, Choice choice) {
			ShareVariables ring = ShareModel.this.ring;
			ShareMember member = ShareModel.this.members.get(choice.pick(ring.members));
			if (v[ring.kills] == 0 || member.isDead(v)) {
				return false;
			}
			ring.kill(v, member.number);
			return true;
		}

	}

}
