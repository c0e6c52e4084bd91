package io.mmapring.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A consumer that goes to sleep, and a publisher whose store may still sit in its store
 * buffer while its next load is already done. The names are those of the specification.
 */
final class WaitingModel implements Model {

	/** What is different. */
	enum Flag {

		/** The sleep has no bound. */
		UNBOUNDED,

		/** The publisher puts a full fence between its store and its load. */
		FENCED,

		/** The publisher is never killed. */
		NOKILL

	}

	private final Variables variables = new Variables();

	private final int published = this.variables.add("published", 0, 1);

	private final int buffered = this.variables.add("buffered", 0, 1);

	private final int waiting = this.variables.add("waiting", 0, 1);

	private final int bell = this.variables.add("bell", 0, 1);

	private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

	private final List<Actor> actors = List.of(new Publisher(), new StoreBuffer(), new Consumer());

	WaitingModel(Flag... flags) {
		this.flags.addAll(Set.of(flags));
	}

	@Override
	public String name() {
		StringBuilder name = new StringBuilder("waiting");
		this.flags.forEach((flag) -> name.append(" -D").append(flag));
		return name.toString();
	}

	@Override
	public Variables variables() {
		return this.variables;
	}

	@Override
	public List<Actor> actors() {
		return this.actors;
	}

	@Override
	public void start(int[] v) {
		// all variables are 0
	}

	/** Publishes, and rings the doorbell if somebody waits. */
	private final class Publisher extends Actor {

		private Publisher() {
			super("publisher", WaitingModel.this.variables.add("publisher.next", PublisherStep.values()));
		}

		@Override
		boolean mayStop(int[] v) {
			return is(v, PublisherStep.STOPPED);
		}

		@Override
		boolean step(int[] v, Choice choice) {
			return switch (PublisherStep.values()[v[next()]]) {
				case STORE -> store(v);
				case FENCE -> v[WaitingModel.this.published] != 0 && go(v, PublisherStep.LOOK);
				case LOOK -> isKilled(v, choice) || look(v);
				case LOWER -> lower(v);
				case RING -> isKilled(v, choice) || ring(v);
				case STOPPED -> false;
			};
		}

		private boolean isKilled(int[] v, Choice choice) {
			return !WaitingModel.this.flags.contains(Flag.NOKILL) && choice.pick(2) == 1
					&& go(v, PublisherStep.STOPPED);
		}

		/** The stamp: a release store. */
		private boolean store(int[] v) {
			v[WaitingModel.this.buffered] = 1;
			return go(v, WaitingModel.this.flags.contains(Flag.FENCED) ? PublisherStep.FENCE : PublisherStep.LOOK);
		}

		private boolean look(int[] v) {
			return go(v, (v[WaitingModel.this.waiting] != 0) ? PublisherStep.LOWER : PublisherStep.STOPPED);
		}

		private boolean lower(int[] v) {
			v[WaitingModel.this.waiting] = 0;
			return go(v, PublisherStep.RING);
		}

		private boolean ring(int[] v) {
			v[WaitingModel.this.bell] = 1;
			return go(v, PublisherStep.STOPPED);
		}

		/** The step that comes next. */
		private enum PublisherStep {

			STORE, FENCE, LOOK, LOWER, RING, STOPPED

		}

	}

	/** Drains, also when the process is killed. */
	private final class StoreBuffer extends Actor {

		private StoreBuffer() {
			super("store buffer", WaitingModel.this.variables.add("buffer.next", BufferStep.values()));
		}

		@Override
		boolean mayStop(int[] v) {
			return is(v, BufferStep.STOPPED);
		}

		@Override
		boolean step(int[] v, Choice choice) {
			if (mayStop(v) || v[WaitingModel.this.buffered] == 0) {
				return false;
			}
			v[WaitingModel.this.published] = 1;
			return go(v, BufferStep.STOPPED);
		}

		/** The step that comes next. */
		private enum BufferStep {

			DRAIN, STOPPED

		}

	}

	/** Looks, says that it waits, looks again, sleeps. */
	private final class Consumer extends Actor {

		private Consumer() {
			super("consumer", WaitingModel.this.variables.add("consumer.next", ConsumerStep.values()));
		}

		@Override
		boolean mayStop(int[] v) {
			return is(v, ConsumerStep.STOPPED);
		}

		@Override
		boolean step(int[] v, Choice choice) {
			return switch (ConsumerStep.values()[v[next()]]) {
				case LOOK -> look(v, ConsumerStep.WAIT);
				case WAIT -> await(v);
				case LOOK_AGAIN -> look(v, ConsumerStep.SLEEP);
				case SLEEP -> sleep(v, choice);
				case STOPPED -> false;
			};
		}

		private boolean look(int[] v, ConsumerStep otherwise) {
			return go(v, (v[WaitingModel.this.published] != 0) ? ConsumerStep.STOPPED : otherwise);
		}

		/** Then a full fence. */
		private boolean await(int[] v) {
			v[WaitingModel.this.waiting] = 1;
			return go(v, ConsumerStep.LOOK_AGAIN);
		}

		private boolean sleep(int[] v, Choice choice) {
			if (choice.pick(2) == 1) {
				// slept long enough
				return !WaitingModel.this.flags.contains(Flag.UNBOUNDED) && go(v, ConsumerStep.LOOK);
			}
			if (v[WaitingModel.this.bell] == 0) {
				return false;
			}
			v[WaitingModel.this.bell] = 0;
			return go(v, ConsumerStep.LOOK);
		}

		/** The step that comes next. */
		private enum ConsumerStep {

			LOOK, WAIT, LOOK_AGAIN, SLEEP, STOPPED

		}

	}

}
