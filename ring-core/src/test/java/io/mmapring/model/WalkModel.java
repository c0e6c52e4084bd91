package io.mmapring.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Claims, deaths and repairs in a ring without groups, whose producers overwrite the
 * oldest events, until a first group joins.
 */
final class WalkModel implements Model {

	private final WalkVariables ring;

	private final List<Actor> actors = new ArrayList<>();

	private final WalkJoiner joiner;

	WalkModel(Settings settings) {
		this.ring = new WalkVariables(settings);
		for (int me = 0; me < settings.get("NPROC"); me++) {
			this.actors.add(new WalkProducer(this.ring, me, (me == 1) ? settings.get("BATCH") : 1));
		}
		this.actors.add(new WalkConsumer(this.ring));
		this.joiner = new WalkJoiner(this.ring);
		this.actors.add(this.joiner);
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
		this.ring.start(v, this.ring.settings.get("KILLS"));
		this.joiner.start(v);
	}

	@Override
	public boolean mayIdle() {
		return true;
	}

}
