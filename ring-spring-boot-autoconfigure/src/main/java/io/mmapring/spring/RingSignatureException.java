package io.mmapring.spring;

/** A method or an injection point is not written so that it can work. */
public class RingSignatureException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String place;

	private final String problem;

	private final String action;

	/**
	 * Create the exception.
	 * @param place the annotation and the method or argument that has it
	 * @param problem what is wrong
	 * @param action what to do
	 */
	public RingSignatureException(String place, String problem, String action) {
		super("%s cannot work: %s; %s".formatted(place, problem, action));
		this.place = place;
		this.problem = problem;
		this.action = action;
	}

	/**
	 * The annotation and the method or argument that has it.
	 * @return the place in words
	 */
	public String place() {
		return this.place;
	}

	/**
	 * What is wrong.
	 * @return the problem in words
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What to do.
	 * @return the action in words
	 */
	public String action() {
		return this.action;
	}

}
