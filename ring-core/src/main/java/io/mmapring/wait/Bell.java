package io.mmapring.wait;

/**
 * Wakes those who wait, in whatever process.
 */
@FunctionalInterface
public interface Bell {

	/** Of a ring in which nobody blocks. */
	Bell NONE = () -> {
	};

	/**
	 * Wake them. Does not wait for them, and never fails because of them.
	 */
	void ring();

}
