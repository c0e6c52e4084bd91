package io.mmapring.it;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import io.mmapring.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;

/** Processes that stand ready to be victims, since a JVM takes its time to start. */
final class FaultProcesses implements AutoCloseable {

	private static final int SPARES = 3;

	private final Deque<ChildJvm> spares = new ArrayDeque<>();

	FaultProcesses() throws IOException {
		for (int i = 0; i < SPARES; i++) {
			this.spares.add(ChildJvm.start(FaultMain.class));
		}
	}

	ChildJvm next() throws IOException {
		this.spares.add(ChildJvm.start(FaultMain.class));
		ChildJvm child = this.spares.remove();
		assertThat(child.line()).isEqualTo("ready");
		return child;
	}

	@Override
	public void close() {
		this.spares.forEach(ChildJvm::close);
	}

}
