package io.mmapring.model;

import java.util.ArrayList;
import java.util.List;

/** The gate of the producers while groups join, are evicted, or there is none. */
final class JoinModel implements Model {

	private final JoinVariables ring;

	private final List<Actor> actors = new ArrayList<>();

	private final JoinAdmin admin;

	JoinModel(JoinSettings settings) {
		this.ring = new JoinVariables(settings);
		for (int number = 0; number < settings.nproc(); number++) {
			this.actors.add(new JoinProducer(this.ring, number));
		}
		for (int group = 0; group < JoinVariables.GROUPS; group++) {
			this.actors.add(new JoinConsumer(this.ring, group));
		}
		this.admin = new JoinAdmin(this.ring);
		this.actors.add(this.admin);
	}

	@Override
	public String name() {
		return ("join " + this.ring.settings).strip();
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
		this.admin.start(v);
	}

	@Override
	public boolean mayIdle() {
		return true;
	}

}
