package io.mmapring.model;

import java.util.ArrayList;
import java.util.List;

/** The slot protocol: claim, name, publish, abandon, consume, repair, sweep. */
final class ClaimModel implements Model {

	private static final int[] BATCHES = { 1, 2, 1 };

	private final ClaimVariables ring;

	private final List<ClaimProducer> producers = new ArrayList<>();

	private final List<ClaimConsumer> consumers = new ArrayList<>();

	ClaimModel(ClaimSettings settings) {
		this.ring = new ClaimVariables(settings);
		for (int me = 0; me < settings.nproc(); me++) {
			this.producers.add(new ClaimProducer(this.ring, me, BATCHES[me]));
		}
		for (int group = 0; group < settings.groups(); group++) {
			this.consumers.add(new ClaimConsumer(this.ring, group));
		}
	}

	@Override
	public String name() {
		return ("claim " + this.ring.settings).strip();
	}

	@Override
	public Variables variables() {
		return this.ring.variables;
	}

	@Override
	public List<Actor> actors() {
		List<Actor> actors = new ArrayList<>(this.producers);
		actors.addAll(this.consumers);
		return actors;
	}

	@Override
	public void start(int[] v) {
		this.ring.start(v);
		this.producers.forEach((producer) -> producer.start(v));
		this.consumers.forEach((consumer) -> consumer.start(v));
	}

	@Override
	public void checkEnd(int[] v) {
		Violation.check(v[this.ring.drained] == this.ring.settings.groups(), "all groups are drained");
	}

}
