package io.mmapring.spring.endpoint;

import java.util.Locale;

import io.mmapring.spring.AckMode;
import io.mmapring.spring.RingSignatureException;

/** Refuses combinations of arguments and settings that cannot work. */
final class EndpointChecks {

	private EndpointChecks() {
	}

	static void check(ListenerEndpoint endpoint) {
		ListenerSignature signature = endpoint.signature();
		AckMode mode = endpoint.settings().ackMode();
		if (signature.batch() && mode == AckMode.RECORD) {
			throw new RingSignatureException(endpoint.place(), "ack-mode=record with a batch (expected: batch)",
					"take one event, or set the ack mode of listener '" + endpoint.id() + "' to batch");
		}
		if (mode == AckMode.MANUAL && !signature.acknowledges()) {
			throw new RingSignatureException(endpoint.place(),
					"ack-mode=manual without an Acknowledgment (expected: batch), so that its group would never get on",
					"add an argument Acknowledgment, or set the ack mode of listener '" + endpoint.id() + "' to batch");
		}
		if (mode != AckMode.MANUAL && signature.acknowledges()) {
			throw new RingSignatureException(endpoint.place(), "an Acknowledgment with ack-mode=%s (expected: manual)"
				.formatted(mode.name().toLowerCase(Locale.ROOT)), "set ackMode = \"manual\", or remove the argument");
		}
		if (endpoint.settings().errors().deadLetterRing().equals(endpoint.ring())) {
			throw new RingSignatureException(endpoint.place(),
					"error.dead-letter-ring=%s, its own ring (expected: another one)".formatted(endpoint.ring()),
					"set ring.listeners.%s.error.dead-letter-ring to another ring, or to \"\" for none"
						.formatted(endpoint.id()));
		}
	}

}
