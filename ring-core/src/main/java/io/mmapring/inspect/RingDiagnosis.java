package io.mmapring.inspect;

import java.util.List;
import java.util.Optional;

import io.mmapring.inspect.RingFinding.Severity;

/**
 * What is wrong with a ring, and who blocks whom.
 *
 * @param ring name of the ring
 * @param findings all that was found, the worst first, and of equally bad ones those that
 * block somebody first
 */
public record RingDiagnosis(String ring, List<RingFinding> findings) {

	/**
	 * Who or what is in the way of others: the answer to "why does nothing come?".
	 * @return the worst finding that blocks somebody, or empty if nobody is blocked
	 */
	public Optional<RingFinding> culprit() {
		return this.findings.stream().filter(RingFinding::isBlocking).findFirst();
	}

	/**
	 * All that somebody should do something about.
	 * @return the findings without mere notes, in the same order
	 */
	public List<RingFinding> problems() {
		return this.findings.stream().filter((finding) -> finding.severity() != Severity.NOTE).toList();
	}

	/**
	 * How bad it is.
	 * @return the severity of the worst finding, {@code NOTE} if there is none
	 */
	public Severity worst() {
		return this.findings.isEmpty() ? Severity.NOTE : this.findings.get(0).severity();
	}

}
