package io.mmapring.model;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The checker itself visits all there is and finds what there is to find. */
class CheckerTests {

	private static final int STEPS = 6;

	private final Variables variables = new Variables();

	@Test
	void allInterleavingsAreVisitedOnce() {
		Actor left = counter("left");
		Actor right = counter("right");
		CheckResult result = Checker.check(model(left, right));
		assertThat(result.trace()).isEmpty();
		assertThat(result.states()).isEqualTo((STEPS + 1) * (STEPS + 1));
		assertThat(result.transitions()).isEqualTo(2 * STEPS * (STEPS + 1));
		assertThat(result.everyRunEnds()).isTrue();
	}

	@Test
	void allPicksAreTried() {
		int x = this.variables.add("x", 0, 2);
		int y = this.variables.add("y", -1, 2);
		Actor actor = actor("picker", 1, (v, choice) -> {
			v[x] = choice.pick(3);
			v[y] = (v[x] == 1) ? -1 : choice.pick(3);
			return v[y] != 2;
		});
		CheckResult result = Checker.check(model(actor));
		// the first state, and the end states: x=1, and x=0 or 2 with y=0 or 1
		assertThat(result.states()).isEqualTo(1 + 1 + 4);
	}

	@Test
	void whenWhatIsAssertedDoesNotHoldTheShortestWayThereIsTold() {
		Actor left = counter("left");
		Actor right = actor("right", STEPS, (v, choice) -> {
			Violation.check(v[left.next()] < 2, "left is below two");
			return true;
		});
		CheckResult result = Checker.check(model(left, right));
		assertThat(result.violation()).isEqualTo("left is below two");
		assertThat(result.trace().lines()).startsWith("left is below two", "  1. left 0: left.next 0 -> 1",
				"  2. left 1: left.next 1 -> 2", "  then: left is below two");
	}

	@Test
	void whenNobodyCanGoOnAlthoughNotAllMayStopItIsStuck() {
		Actor left = counter("left");
		Actor right = actor("right", STEPS, (v, choice) -> v[left.next()] < 1);
		CheckResult result = Checker.check(model(left, right));
		assertThat(result.violation()).isEqualTo(Violation.STUCK);
	}

	@Test
	void whenAllHaveEndedTheEndIsLookedAt() {
		Actor left = counter("left");
		CheckResult result = Checker.check(model((v) -> v[left.next()] != STEPS, left));
		assertThat(result.violation()).isEqualTo("end");
	}

	@Test
	void whenAStateComesAgainNotEveryRunEnds() {
		int next = this.variables.add("idler.next", 0, 1);
		Actor idler = new Actor("idler", next) {
			@Override
			boolean step(int[] v, Choice choice) {
				v[next] = 1 - v[next];
				return true;
			}

			@Override
			boolean mayStop(int[] v) {
				return true;
			}
		};
		CheckResult result = Checker.check(model(idler, counter("left")));
		assertThat(result.trace()).isEmpty();
		assertThat(result.states()).isEqualTo(2 * (STEPS + 1));
		assertThat(result.everyRunEnds()).isFalse();
	}

	@Test
	void whenWhoeverMayIdleCanNoLongerEndItIsTold() {
		int next = this.variables.add("idler.next", 0, 2);
		Actor idler = new Actor("idler", next) {
			@Override
			boolean step(int[] v, Choice choice) {
				// from 0 to itself, the end, or to where it only idles
				if (v[next] == 0) {
					v[next] = choice.pick(3);
					return true;
				}
				return v[next] == 2;
			}

			@Override
			boolean mayStop(int[] v) {
				return v[next] == 1;
			}
		};
		CheckResult result = Checker.check(idling(model(idler)));
		assertThat(result.violation()).isEqualTo(Violation.NO_END);
		assertThat(result.trace()).contains("1. idler 0: idler.next 0 -> 2").contains("in: idler.next=2");
	}

	private static Model idling(Model model) {
		return new Model() {
			@Override
			public String name() {
				return model.name();
			}

			@Override
			public Variables variables() {
				return model.variables();
			}

			@Override
			public List<Actor> actors() {
				return model.actors();
			}

			@Override
			public void start(int[] v) {
				model.start(v);
			}

			@Override
			public boolean mayIdle() {
				return true;
			}
		};
	}

	@Test
	void whenAValueIsOutOfItsRangeTheModelIsRefused() {
		int x = this.variables.add("x", 0, 2);
		Actor actor = actor("one", 1, (v, choice) -> {
			v[x] = 3;
			return true;
		});
		assertThatIllegalStateException().isThrownBy(() -> Checker.check(model(actor)))
			.withMessage("variable x=3 (expected: 0 to 2); give it another range");
	}

	@Test
	void valuesOfAllWidthsArePackedAndUnpacked() {
		int[] ranges = { 1, 2, 3, 7, 8, 255, 65_535, Integer.MAX_VALUE, 1, 1_000_000_000, 5, Integer.MAX_VALUE };
		for (int range : ranges) {
			this.variables.add("v" + range, -1, range - 1);
		}
		long[] packed = new long[this.variables.words()];
		int[] values = new int[ranges.length];
		int[] found = new int[ranges.length];
		for (int i = 0; i < ranges.length; i++) {
			for (int value : new int[] { -1, 0, ranges[i] / 2, ranges[i] - 1 }) {
				values[i] = value;
				this.variables.pack(values, packed);
				this.variables.unpack(packed, found);
				assertThat(found).containsExactly(values);
			}
		}
	}

	private Actor counter(String name) {
		return actor(name, STEPS, (v, choice) -> true);
	}

	/** Takes so many steps, then ends. */
	private Actor actor(String name, int steps, BiPredicate<int[], Choice> step) {
		return new Actor(name, this.variables.add(name + ".next", 0, steps)) {
			@Override
			boolean step(int[] v, Choice choice) {
				return !mayStop(v) && step.test(v, choice) && ++v[next()] > 0;
			}

			@Override
			boolean mayStop(int[] v) {
				return v[next()] == steps;
			}
		};
	}

	private Model model(Actor... actors) {
		return model((v) -> true, actors);
	}

	private Model model(Predicate<int[]> end, Actor... actors) {
		return new Model() {
			@Override
			public String name() {
				return "of a test";
			}

			@Override
			public Variables variables() {
				return CheckerTests.this.variables;
			}

			@Override
			public List<Actor> actors() {
				return List.of(actors);
			}

			@Override
			public void start(int[] v) {
				// all variables are 0
			}

			@Override
			public void checkEnd(int[] v) {
				Violation.check(end.test(v), "end");
			}
		};
	}

}
