package io.mmapring.process;

/**
 * What tells a process from all others of this machine since it booted. A number alone
 * does not: numbers are used again, and mean something only within a pid namespace.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param pid number of the process, as it sees itself
 * @param startTime when it started, in clock ticks since boot, or 0 if unknown
 * @param pidNamespace inode of its pid namespace, or 0 if unknown
 */
public record ProcessIdentity(long pid, long startTime, long pidNamespace) {

	/**
	 * The process that asks. Does not block.
	 * @return its identity, always the same
	 */
	public static ProcessIdentity current() {
		return Current.IDENTITY;
	}

	/**
	 * What the kernel says about another process. Reads {@code /proc}, which does not
	 * block.
	 * @param other the process, as it described itself
	 * @return its state; {@link ProcessState#INVISIBLE} whenever it is not certain
	 */
	public ProcessState stateOf(ProcessIdentity other) {
		boolean samePids = this.pidNamespace != 0 && other.pidNamespace == this.pidNamespace;
		return (samePids && other.startTime != 0) ? ProcFiles.SYSTEM.stateOf(other.pid, other.startTime)
				: ProcessState.INVISIBLE;
	}

	private static final class Current {

		static final ProcessIdentity IDENTITY = new ProcessIdentity(ProcessHandle.current().pid(),
				ProcFiles.SYSTEM.ownStartTime(), ProcFiles.SYSTEM.ownPidNamespace());

	}

}
