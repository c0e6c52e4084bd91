package io.mmapring.spring.listener;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mmapring.spring.ChildJvm;

/** A child JVM that runs {@link ListeningMain}. */
final class ListeningProcess implements AutoCloseable {

	private static final long END_S = 30;

	private final Process process;

	private final Path journal;

	private boolean killed;

	private ListeningProcess(Process process, Path journal) {
		this.process = process;
		this.journal = journal;
	}

	static ListeningProcess start(Path directory, Path journal, String mode, int concurrency, int shards)
			throws IOException {
		return new ListeningProcess(ChildJvm
			.of(List.of("-Xmx128m", "-Xshare:auto", "-XX:TieredStopAtLevel=1"), ListeningMain.class, directory, journal,
					mode, concurrency, shards)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start(), journal);
	}

	Path journal() {
		return this.journal;
	}

	long pid() {
		return this.process.pid();
	}

	boolean wasKilled() {
		return this.killed;
	}

	/** Kill it with SIGKILL. */
	void kill() {
		this.killed = true;
		this.process.destroyForcibly();
	}

	/** Ask it to end, and wait until it has. */
	void end() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(END_S, TimeUnit.SECONDS)) {
			throw new IllegalStateException("process " + pid() + " does not end");
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	@Override
	public String toString() {
		return this.journal.getFileName() + (this.killed ? " (killed)" : "");
	}

}
