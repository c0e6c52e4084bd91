package io.mmapring.spring.test.process;

import java.util.ArrayList;
import java.util.List;

/**
 * The further processes of one test, which end with it. A parameter of a test that has
 * {@link ForkedRingProcessExtension}.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class ForkedRingProcesses implements AutoCloseable {

	private final List<ForkedRingProcess> processes = new ArrayList<>();

	ForkedRingProcesses() {
	}

	/**
	 * Start a process.
	 * @param builder what it is to be
	 * @return the process, which is killed at the end of the test
	 */
	public ForkedRingProcess start(ForkedRingProcessBuilder builder) {
		ForkedRingProcess process = builder.start();
		this.processes.add(process);
		return process;
	}

	@Override
	public void close() {
		this.processes.forEach(ForkedRingProcess::close);
		this.processes.clear();
	}

}
