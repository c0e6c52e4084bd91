package io.mmapring;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.mmapring.error.Check;

/**
 * Consumer groups that a producer does not want to be without.
 *
 * @param groups their names; none for a producer that needs nobody
 * @param startTimeout how long the start of a producer waits until each of them has a
 * living consumer; zero to start without
 * @param progressTimeout how long one of them may keep a producer waiting without moving
 * @param withoutProgress what happens then
 */
public record RequiredGroups(List<String> groups, Duration startTimeout, Duration progressTimeout,
		WithoutProgress withoutProgress) {

	/** No group is required. */
	public static final RequiredGroups NONE = of();

	/**
	 * Check the values.
	 * @param groups their names; none for a producer that needs nobody
	 * @param startTimeout how long the start of a producer waits until each of them has a
	 * living consumer; zero to start without
	 * @param progressTimeout how long one of them may keep a producer waiting without
	 * moving
	 * @param withoutProgress what happens then
	 */
	public RequiredGroups {
		groups = List.copyOf(groups);
		Objects.requireNonNull(withoutProgress, "withoutProgress");
		Check.that(!startTimeout.isNegative(), "startTimeout", startTimeout.toString(), "zero or more");
		Check.that(!progressTimeout.isNegative() && !progressTimeout.isZero(), "progressTimeout",
				progressTimeout.toString(), "more than zero");
	}

	/**
	 * Groups whose consumers are waited for ten seconds at the start, and which may stand
	 * still for five before it is logged.
	 * @param groups their names
	 * @return the requirement
	 */
	public static RequiredGroups of(String... groups) {
		return new RequiredGroups(List.of(groups), Duration.ofSeconds(10), Duration.ofSeconds(5),
				WithoutProgress.ALERT);
	}

	/**
	 * The same with another time to wait at the start.
	 * @param startTimeout how long; zero to start without
	 * @return a new requirement
	 */
	public RequiredGroups withStartTimeout(Duration startTimeout) {
		return new RequiredGroups(this.groups, startTimeout, this.progressTimeout, this.withoutProgress);
	}

	/**
	 * The same with another limit of what happens later.
	 * @param progressTimeout how long a group may keep a producer waiting without moving;
	 * seen four times a second
	 * @param withoutProgress what happens then
	 * @return a new requirement
	 */
	public RequiredGroups withProgress(Duration progressTimeout, WithoutProgress withoutProgress) {
		return new RequiredGroups(this.groups, this.startTimeout, progressTimeout, withoutProgress);
	}

}
