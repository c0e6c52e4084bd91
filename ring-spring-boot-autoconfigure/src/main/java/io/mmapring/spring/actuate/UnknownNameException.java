package io.mmapring.spring.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/** There is no ring or listener of a name. */
final class UnknownNameException extends InvalidEndpointRequestException {

	private static final long serialVersionUID = 1L;

	UnknownNameException(String what, String name, List<String> known) {
		this("%s='%s' (expected: one of %s of this application)".formatted(what, name, known));
	}

	private UnknownNameException(String problem) {
		super(problem, problem);
	}

}
