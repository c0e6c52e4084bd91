package io.mmapring.file;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Takes steps, each under the lock. */
public final class LockedSteps implements Callable<Integer> {

	static final int STEPS = 50;

	private final Path directory;

	private final Runnable step;

	public LockedSteps(Path directory, Runnable step) {
		this.directory = directory;
		this.step = step;
	}

	@Override
	public Integer call() {
		int steps = 0;
		while (steps < STEPS) {
			steps += AdminLock.<Integer, RuntimeException>with(this.directory, () -> {
				this.step.run();
				return 1;
			});
		}
		return steps;
	}

}
