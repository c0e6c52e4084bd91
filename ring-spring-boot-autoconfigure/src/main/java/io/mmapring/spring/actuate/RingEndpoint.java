package io.mmapring.spring.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;

/**
 * Shows rings with all their processes, and who is in whose way; with unrestricted access
 * it also has listeners of this application pause, stop, or go on elsewhere.
 * <p>
 * Threads: safe for any number of threads.
 */
@Endpoint(id = "ring", defaultAccess = Access.READ_ONLY)
public final class RingEndpoint {

	private static final Log logger = LogFactory.getLog(RingEndpoint.class);

	private final ManagedRings rings;

	private final RingListenerRegistry registry;

	private final RingPages pages;

	/**
	 * Show rings and listeners.
	 * @param rings the rings
	 * @param registry the listeners
	 * @param watch knows since when something is so
	 */
	public RingEndpoint(ManagedRings rings, RingListenerRegistry registry, RingWatch watch) {
		this.rings = rings;
		this.registry = registry;
		this.pages = new RingPages(registry, watch);
	}

	/**
	 * Show all rings of this application, in short. Does not block.
	 * @return what was seen
	 */
	@ReadOperation
	public Object rings() {
		return look(() -> {
			Map<String, RingsPage.Summary> rings = new LinkedHashMap<>();
			this.rings.all().forEach((ring) -> rings.put(ring.name(), this.pages.summary(ring)));
			return new RingsPage(rings);
		});
	}

	/**
	 * Show one ring. Does not block.
	 * @param ring its name
	 * @return what was seen
	 * @throws InvalidEndpointRequestException if this application does not use it
	 */
	@ReadOperation
	public Object ring(@Selector String ring) {
		return look(() -> this.pages.page(managed(ring)));
	}

	/**
	 * Show one listener. Does not block.
	 * @param ring name of its ring
	 * @param listener its id
	 * @return what was seen
	 * @throws InvalidEndpointRequestException if there is none
	 */
	@ReadOperation
	public Object listener(@Selector String ring, @Selector String listener) {
		return look(() -> this.pages.page(managed(ring), container(ring, listener)));
	}

	/**
	 * Change what a listener does. Blocks as long as that takes: a stop until its method
	 * returns, at most for {@code ring.listener.shutdown.timeout}.
	 * @param ring name of its ring
	 * @param listener its id
	 * @param operation pause, resume, start, stop, seek or skip
	 * @param to where to seek: earliest, latest or a sequence; what to skip: the sequence
	 * that the listener is at
	 * @return what was done, and what the listener does afterwards
	 * @throws InvalidEndpointRequestException if there is no such listener or operation,
	 * or it cannot be done now
	 */
	@WriteOperation
	public Object change(@Selector String ring, @Selector String listener, @Nullable String operation,
			@Nullable String to) {
		RingListenerContainer container = container(ring, listener);
		ListenerOperation known = Stream.of(ListenerOperation.values())
			.filter((one) -> one.name().toLowerCase(Locale.ROOT).equals(operation))
			.findFirst()
			.orElseThrow(() -> bad("operation='%s' (expected: one of %s)".formatted(operation,
					Stream.of(ListenerOperation.values()).map((one) -> one.name().toLowerCase(Locale.ROOT)).toList())));
		String done = known.run(container, to);
		return new ListenerChange(done, container.state().name().toLowerCase(Locale.ROOT));
	}

	/**
	 * Java 17 tells a thread some time after it has touched a file that was cut, in
	 * whatever it does then; by the second look that is known.
	 */
	private static Object look(Supplier<Object> look) {
		try {
			return look.get();
		}
		catch (InternalError ex) {
			logger.debug("A file was cut while it was looked at", ex);
			return look.get();
		}
	}

	private ManagedRing managed(String name) {
		return this.rings.all()
			.stream()
			.filter((ring) -> ring.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new UnknownNameException("ring", name,
					this.rings.all().stream().map(ManagedRing::name).toList()));
	}

	private RingListenerContainer container(String ring, String id) {
		ManagedRing managed = managed(ring);
		List<RingListenerContainer> all = this.registry.all()
			.stream()
			.filter((listener) -> listener.ring().equals(managed.name()))
			.toList();
		return all.stream()
			.filter((listener) -> listener.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new UnknownNameException("listener", id,
					all.stream().map(RingListenerContainer::id).toList()));
	}

	static InvalidEndpointRequestException bad(String problem) {
		return new InvalidEndpointRequestException(problem, problem);
	}

}
