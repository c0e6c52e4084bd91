package io.mmapring.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.mmapring.spring.RingPropertyException;

/**
 * Names the property that has a value that cannot work.
 */
final class RingPropertyFailureAnalyzer extends AbstractFailureAnalyzer<RingPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RingPropertyException failure) {
		return new FailureAnalysis("The property %s has the value '%s'.".formatted(failure.key(), failure.value()),
				"Change %s. Expected: %s.".formatted(failure.key(), failure.expected()), failure);
	}

}
