package io.mmapring.spring.actuate;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The endpoint over HTTP: what cannot be answered has a status, and says why, which the
 * error page of an application would hide.
 * <p>
 * Threads: safe for any number of threads.
 */
@EndpointWebExtension(endpoint = RingEndpoint.class)
public final class RingWebEndpoint {

	private final RingEndpoint endpoint;

	/**
	 * Answer over HTTP.
	 * @param endpoint what answers
	 */
	public RingWebEndpoint(RingEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Show all rings of this application, in short.
	 * @return what was seen
	 */
	@ReadOperation
	public WebEndpointResponse<Object> rings() {
		return answer(this.endpoint::rings);
	}

	/**
	 * Show one ring.
	 * @param ring its name
	 * @return what was seen, or 404
	 */
	@ReadOperation
	public WebEndpointResponse<Object> ring(@Selector String ring) {
		return answer(() -> this.endpoint.ring(ring));
	}

	/**
	 * Show one listener.
	 * @param ring name of its ring
	 * @param listener its id
	 * @return what was seen, or 404
	 */
	@ReadOperation
	public WebEndpointResponse<Object> listener(@Selector String ring, @Selector String listener) {
		return answer(() -> this.endpoint.listener(ring, listener));
	}

	/**
	 * Change what a listener does.
	 * @param ring name of its ring
	 * @param listener its id
	 * @param operation what
	 * @param to where to, or what
	 * @return what was done, or 404, or 400
	 */
	@WriteOperation
	public WebEndpointResponse<Object> change(@Selector String ring, @Selector String listener,
			@Nullable String operation, @Nullable String to) {
		return answer(() -> this.endpoint.change(ring, listener, operation, to));
	}

	private static WebEndpointResponse<Object> answer(Supplier<Object> answer) {
		try {
			return new WebEndpointResponse<>(answer.get());
		}
		catch (InvalidEndpointRequestException ex) {
			int status = (ex instanceof UnknownNameException) ? WebEndpointResponse.STATUS_NOT_FOUND
					: WebEndpointResponse.STATUS_BAD_REQUEST;
			return new WebEndpointResponse<>(Map.of("problem", String.valueOf(ex.getReason())), status);
		}
	}

}
