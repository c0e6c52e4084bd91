package io.mmapring.sample;

import org.springframework.boot.ExitCodeGenerator;

/** A part of the application that comes to an end by itself. */
interface Part extends ExitCodeGenerator {

	/**
	 * Wait for the end, without limit.
	 * @throws InterruptedException if the thread is interrupted
	 */
	void awaitEnd() throws InterruptedException;

}
