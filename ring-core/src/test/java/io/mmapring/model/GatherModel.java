package io.mmapring.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Events of one slot and of two are written, copied and handed out, while producers are
 * killed, the first group is put out, and a second one joins.
 */
final class GatherModel implements Model {

	private final GatherVariables ring;

	private final List<Actor> actors = new ArrayList<>();

	private final GatherAdmin admin;

	GatherModel(Settings settings) {
		this.ring = new GatherVariables(settings);
		for (int me = 0; me < settings.get("NPROC"); me++) {
			this.actors.add(new GatherProducer(this.ring, me, (me == 0) ? StampedSlots.MOST_BATCH : 1));
		}
		this.actors.add(new GatherConsumer(this.ring, 0));
		this.actors.add(new GatherConsumer(this.ring, 1));
		this.admin = new GatherAdmin(this.ring);
		this.actors.add(this.admin);
		if (settings.has("DAMAGE")) {
			this.actors.add(new Damager());
		}
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
		this.admin.start(v);
	}

	@Override
	public boolean mayIdle() {
		return true;
	}

	/** Makes one length say more than there is, at any time. */
	private final class Damager extends Actor {

		private Damager() {
			super("damager", GatherModel.this.ring.variables.add("damager.next", DamagerStep.values()));
		}

		@Override
		boolean mayStop(int[] v) {
			return true;
		}

		@Override
		boolean step(int[] v, Choice choice) {
			int length = GatherModel.this.ring.length + choice.pick(GatherModel.this.ring.cap);
			if (is(v, DamagerStep.STOPPED) || v[length] != 1) {
				return false;
			}
			v[length] = StampedSlots.MOST_BATCH;
			v[GatherModel.this.ring.broken] = 1;
			return go(v, DamagerStep.STOPPED);
		}

		/** The step that comes next. */
		private enum DamagerStep {

			DAMAGE, STOPPED

		}

	}

}
