package io.mmapring.spring.endpoint;

/** Refuses a method that cannot be a listener. */
@FunctionalInterface
interface SignatureCheck {

	/**
	 * Refuse the method if something does not hold.
	 * @param holds whether it holds
	 * @param problem what is wrong if not
	 */
	void that(boolean holds, String problem);

}
