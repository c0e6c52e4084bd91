package io.mmapring.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The gate of the producers while groups join, are evicted, or there is none. */
final class JoinModel implements Model {

	private final JoinVariables ring;

	private final List<Actor> actors = new ArrayList<>();

	private final JoinAdmin admin;

	private final @Nullable JoinSeeker seeker;

	JoinModel(JoinSettings settings) {
		this.ring = new JoinVariables(settings);
		for (int number = 0; number < settings.nproc(); number++) {
			this.actors.add(new JoinProducer(this.ring, number));
		}
		this.actors.add(new JoinConsumer(this.ring, 0));
		JoinConsumer second = new JoinConsumer(this.ring, 1);
		this.actors.add(second);
		this.admin = new JoinAdmin(this.ring);
		this.actors.add(this.admin);
		this.seeker = JoinSeeker.isPart(settings) ? new JoinSeeker(this.ring, second) : null;
		if (this.seeker != null) {
			this.actors.add(this.seeker);
		}
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
		if (this.seeker != null) {
			this.seeker.start(v);
		}
	}

	@Override
	public boolean mayIdle() {
		return true;
	}

}
