package io.mmapring.model;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Visits every state that a model's processes can reach, whatever the order of their
 * steps and whatever they pick, nearest first.
 * <p>
 * Finds steps that assert what does not hold, and states in which nobody can go on
 * although not all may stop. If no state can be reached from itself, every run comes to
 * an end, and the end is one of those looked at: then survivors make progress without any
 * assumption of fairness. A model whose processes may look again and again must instead
 * be able to come to an end from each of its states.
 */
final class Checker {

	private final Model model;

	private final Variables variables;

	private final List<Actor> actors;

	private final StateSet states;

	private final Choice choice = new Choice();

	private final int[] before;

	private final int[] after;

	private final long[] packed;

	private int[] arrivals = new int[1024];

	private long transitions;

	/** Whether to note the steps, to look later from where the end can be reached. */
	private final boolean noted;

	private final Edges edges = new Edges();

	private Checker(Model model) {
		this.model = model;
		this.variables = model.variables();
		this.actors = model.actors();
		this.states = new StateSet(this.variables.words());
		this.before = new int[this.variables.size()];
		this.after = new int[this.variables.size()];
		this.packed = new long[this.variables.words()];
		this.noted = model.mayIdle();
	}

	/** Visit all states, or those up to the first violation. */
	static CheckResult check(Model model) {
		long startNs = System.nanoTime();
		Checker checker = new Checker(model);
		String violation = checker.explore();
		if (violation.isEmpty() && checker.noted) {
			violation = checker.endOutOfReach();
		}
		boolean ends = violation.isEmpty() && !checker.noted && checker.everyRunEnds();
		long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
		CheckResult result = new CheckResult(model.name(), checker.states.size(), checker.transitions, tookMs, ends,
				violation.lines().findFirst().orElse(""), violation);
		System.out.println(result);
		return result;
	}

	private String explore() {
		this.model.start(this.after);
		this.variables.pack(this.after, this.packed);
		this.states.add(this.packed, -1);
		for (int number = 0; number < this.states.size(); number++) {
			int parent = number;
			try {
				boolean moved = successors(number, (actor) -> {
					this.variables.pack(this.after, this.packed);
					int found = this.states.add(this.packed, parent);
					int arrived = (found < 0) ? -1 - found : found;
					arrived(arrived);
					this.transitions++;
					if (this.noted) {
						this.edges.add(parent, arrived);
					}
				});
				if (!moved) {
					checkEnd();
					this.edges.addEnd(number);
				}
			}
			catch (Violation ex) {
				return ex.getMessage() + "\n" + trace(number) + "  then: " + ex.getMessage() + "\n  in: "
						+ this.variables.toString(this.before);
			}
		}
		return "";
	}

	private void checkEnd() {
		for (Actor actor : this.actors) {
			Violation.check(actor.mayStop(this.before), Violation.STUCK);
		}
		this.model.checkEnd(this.before);
	}

	/**
	 * Take each step that a state allows.
	 * @return whether there is one
	 */
	private boolean successors(int number, IntConsumer found) {
		this.states.get(number, this.packed);
		this.variables.unpack(this.packed, this.before);
		boolean any = false;
		for (int actor = 0; actor < this.actors.size(); actor++) {
			this.choice.reset();
			do {
				System.arraycopy(this.before, 0, this.after, 0, this.before.length);
				if (this.actors.get(actor).step(this.after, this.choice)) {
					any = true;
					found.accept(actor);
				}
			}
			while (this.choice.advance());
		}
		return any;
	}

	private void arrived(int number) {
		if (number >= this.arrivals.length) {
			this.arrivals = Arrays.copyOf(this.arrivals, Math.max(number + 1, this.arrivals.length * 2));
		}
		this.arrivals[number]++;
	}

	/** Take away states that nobody arrives at any more: those on a cycle stay. */
	private boolean everyRunEnds() {
		int[] free = new int[this.states.size()];
		int[] count = { 0 };
		if (this.arrivals[0] == 0) {
			free[count[0]++] = 0;
		}
		int taken = 0;
		while (taken < count[0]) {
			successors(free[taken++], (actor) -> {
				this.variables.pack(this.after, this.packed);
				int number = -1 - this.states.add(this.packed, 0);
				if (--this.arrivals[number] == 0) {
					free[count[0]++] = number;
				}
			});
		}
		return taken == this.states.size();
	}

	/** A state that no run comes to an end from, whoever hurries, and the way there. */
	private String endOutOfReach() {
		int number = this.edges.firstWithoutEnd(this.states.size(), this.arrivals);
		if (number < 0) {
			return "";
		}
		String trace = trace(number);
		return Violation.NO_END + "\n" + trace + "  in: " + this.variables.toString(this.before);
	}

	private String trace(int last) {
		int[] path = new int[0];
		for (int number = last; number >= 0; number = this.states.parent(number)) {
			path = Arrays.copyOf(path, path.length + 1);
			path[path.length - 1] = number;
		}
		StringBuilder trace = new StringBuilder();
		for (int i = path.length - 1; i > 0; i--) {
			trace.append("  ").append(path.length - i).append(". ").append(step(path[i], path[i - 1])).append('\n');
		}
		this.states.get(last, this.packed);
		this.variables.unpack(this.packed, this.before);
		return trace.toString();
	}

	private String step(int from, int to) {
		long[] wanted = new long[this.packed.length];
		long[] found = new long[this.packed.length];
		this.states.get(to, wanted);
		String[] text = { "" };
		successors(from, (index) -> {
			this.variables.pack(this.after, found);
			if (text[0].isEmpty() && Arrays.equals(wanted, found)) {
				Actor actor = this.actors.get(index);
				text[0] = actor.name() + " " + this.variables.value(actor.next(), this.before[actor.next()]) + ": "
						+ this.variables.difference(this.before, this.after);
			}
		});
		return text[0];
	}

}
