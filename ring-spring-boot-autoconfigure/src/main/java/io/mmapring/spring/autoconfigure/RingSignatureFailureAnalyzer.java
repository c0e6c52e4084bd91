package io.mmapring.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.mmapring.spring.RingSignatureException;

/**
 * Names the method or argument that cannot work.
 */
final class RingSignatureFailureAnalyzer extends AbstractFailureAnalyzer<RingSignatureException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RingSignatureException failure) {
		String action = failure.action();
		return new FailureAnalysis("%s cannot work: %s.".formatted(failure.place(), failure.problem()),
				Character.toUpperCase(action.charAt(0)) + action.substring(1) + ".", failure);
	}

}
