package io.mmapring.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A scenario whose consumers are all served by one thread, so that there may be more of
 * them than cores. What is counted is what the first one takes; the others follow before
 * it goes on.
 * <p>
 * Threads: as {@link Scenario} says.
 */
public final class InTurns extends Renamed {

	private final int consumers;

	/**
	 * Serve all by one thread.
	 * @param scenario the scenario, with consumers that are arranged for that
	 * @param consumers how many consumers it has
	 */
	public InTurns(Scenario scenario, int consumers) {
		super(scenario);
		this.consumers = consumers;
	}

	@Override
	public int consumers() {
		return 1;
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		List<Checksum> checksums = new ArrayList<>(List.of(checksum));
		List<Receiver> receivers = new ArrayList<>(List.of(super.receiver(0, checksum)));
		for (int i = 1; i < this.consumers; i++) {
			checksums.add(checksum());
			receivers.add(super.receiver(i, checksums.get(i)));
		}
		return new All(receivers.toArray(Receiver[]::new), checksums.toArray(Checksum[]::new));
	}

	/** Receives for all. */
	private static final class All implements Receiver {

		private final Receiver[] receivers;

		private final Checksum[] checksums;

		All(Receiver[] receivers, Checksum[] checksums) {
			this.receivers = receivers;
			this.checksums = checksums;
		}

		@Override
		public int receive() throws Exception {
			int taken = this.receivers[0].receive();
			if (taken > 0) {
				long events = this.checksums[0].events();
				for (int i = 1; i < this.receivers.length; i++) {
					while (this.checksums[i].events() < events) {
						this.receivers[i].receive();
					}
				}
			}
			return taken;
		}

		@Override
		public void idle(int taken) {
			this.receivers[0].idle(taken);
		}

		@Override
		public void check(long... sent) {
			for (Checksum checksum : this.checksums) {
				checksum.check(sent);
			}
		}

	}

}
