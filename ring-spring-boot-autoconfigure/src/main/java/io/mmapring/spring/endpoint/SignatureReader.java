package io.mmapring.spring.endpoint;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.endpoint.ListenerSignature.Tier;

/** Finds out where each argument of a listener's method comes from. */
final class SignatureReader {

	/** Called with {@code invokeExact}. */
	static final MethodType INVOKER = MethodType.methodType(Object.class, Object.class, DeliveryContext.class);

	static final String ACTION = "declare it with one argument for the event (a record, a view, String, byte[], ByteBuffer, DirectBuffer, a flyweight or a type with a RingCodec bean) and, if wanted, a long for the sequence, a boolean for the end of the batch, an Acknowledgment, a RingMetadata and headers with @RingHeader; or with a List or RingBatch of events and, if wanted, a long for the first sequence, an Acknowledgment, a RingMetadata, a List of RingMetadata and Lists of headers with @RingHeader; or with components of the one type in the attribute types, by their names";

	private final String place;

	private final Method method;

	private final Class<?> declaring;

	private final List<Class<?>> types;

	/** Where the arguments are that come from the context, by their sources. */
	private final Map<ContextArgument, Integer> contextAt = new EnumMap<>(ContextArgument.class);

	/** Where headers are. */
	private final Map<Integer, HeaderArgument> headersAt = new TreeMap<>();

	/** Where lists are of what is kept of each event of a batch. */
	private final Map<Integer, BatchColumn> columnsAt = new TreeMap<>();

	/** Where offset and length of a buffer are. */
	private final List<Integer> intsAt = new ArrayList<>();

	private int eventAt = -1;

	private @Nullable EventArgument event;

	private @Nullable EventComponents components;

	private SignatureReader(String place, Method method, Class<?> declaring, List<Class<?>> types) {
		this.place = place;
		this.method = method;
		this.declaring = declaring;
		this.types = types;
	}

	/**
	 * Read a signature.
	 * @param place the method in words
	 * @param bean has the method
	 * @param method can be invoked on the bean
	 * @param declaring the class that may say what type variables stand for
	 * @param types the types of events that the annotation asks for
	 * @return how to call it
	 * @throws RingSignatureException if it cannot work
	 */
	static ListenerSignature read(String place, Object bean, Method method, Class<?> declaring, List<Class<?>> types) {
		if (Modifier.isStatic(method.getModifiers())) {
			throw new RingSignatureException(place, "it is static", "make it a method of the bean");
		}
		SignatureReader reader = new SignatureReader(place, method, declaring, types);
		return reader.arguments().signature(bean);
	}

	private SignatureReader arguments() {
		this.components = EventComponents.of(this.method, this.types, this::check);
		for (int i = 0; i < this.method.getParameterCount(); i++) {
			Class<?> type = this.method.getParameterTypes()[i];
			ContextArgument argument = ContextArgument.of(type);
			HeaderArgument header = HeaderArgument.of(this.method.getParameters()[i], this::check);
			if (header != null) {
				this.headersAt.put(i, header);
			}
			BatchColumn column = column(i, header);
			if (column != null) {
				this.columnsAt.put(i, column);
			}
			if (header != null || column != null || (this.components != null && this.components.has(i))) {
				continue;
			}
			if (argument != null) {
				Integer before = this.contextAt.put(argument, i);
				once((before != null) ? before : -1, i, argument.what());
			}
			else if (type == int.class) {
				this.intsAt.add(i);
			}
			else {
				this.eventAt = once(this.eventAt, i, "event");
				this.event = EventArgument.of(ResolvableType.forMethodParameter(this.method, i, this.declaring),
						this.types, this::check);
			}
		}
		if (this.components != null && this.event == null) {
			this.event = new EventArgument(EventForm.EACH, this.types);
		}
		checkTogether();
		return this;
	}

	private @Nullable BatchColumn column(int argument, @Nullable HeaderArgument header) {
		if (header != null) {
			return header.list() ? header::get : null;
		}
		ResolvableType type = ResolvableType.forMethodParameter(this.method, argument, this.declaring);
		boolean metadata = type.resolve() == List.class && type.getGeneric(0).resolve() == RingMetadata.class;
		return metadata ? KeptMetadata::of : null;
	}

	private void checkTogether() {
		EventArgument event = this.event;
		check(event != null,
				"arguments=%d (expected: one of them an event)".formatted(this.method.getParameterCount()));
		boolean ofBuffer = event != null && event.form() == EventForm.EACH
				&& event.types().equals(List.of(DirectBuffer.class));
		check(this.intsAt.isEmpty() || (this.intsAt.size() == 2 && ofBuffer),
				"arguments=%d ints (expected: none, or offset and length of a DirectBuffer)"
					.formatted(this.intsAt.size()));
		check(event == null || !event.form().isBatch() || !this.contextAt.containsKey(ContextArgument.END_OF_BATCH),
				"arguments=batch and boolean (expected: no boolean, it is the batch)");
		boolean batch = event != null && event.form().isBatch();
		for (HeaderArgument header : this.headersAt.values()) {
			check(header.list() == batch, batch
					? "arguments=batch and @RingHeader of one event (expected: a List of the header, one for each event)"
					: "arguments=event and a List that is @RingHeader (expected: the header itself, or a batch)");
		}
		check(batch || this.columnsAt.isEmpty(),
				"arguments=event and List of RingMetadata (expected: RingMetadata, or a batch)");
	}

	private int once(int before, int now, String what) {
		check(before < 0, "arguments %d and %d (expected: at most one %s)".formatted(before + 1, now + 1, what));
		return now;
	}

	private void check(boolean holds, String problem) {
		if (!holds) {
			throw new RingSignatureException(this.place, problem, ACTION);
		}
	}

	private ListenerSignature signature(Object bean) {
		EventArgument event = this.event;
		if (event == null) {
			throw new IllegalStateException("no event was found in " + this.place);
		}
		MethodHandle target = handle(this.place, this.method).bindTo(bean);
		int[] order = new int[this.method.getParameterCount()];
		for (Map.Entry<ContextArgument, Integer> entry : this.contextAt.entrySet()) {
			target = fromContext(target, order, entry.getValue(), entry.getKey().getter());
		}
		for (Map.Entry<Integer, HeaderArgument> entry : this.headersAt.entrySet()) {
			if (!entry.getValue().list()) {
				target = fromContext(target, order, entry.getKey(), entry.getValue().getter());
			}
		}
		List<Integer> columns = List.copyOf(this.columnsAt.keySet());
		for (int i = 0; i < columns.size(); i++) {
			target = fromContext(target, order, columns.get(i),
					MethodHandles.insertArguments(ContextArgument.getter("column", List.class, int.class), 1, i));
		}
		if (!this.intsAt.isEmpty()) {
			MethodHandle zero = MethodHandles.dropArguments(MethodHandles.constant(int.class, 0), 0,
					DeliveryContext.class);
			target = fromContext(target, order, this.intsAt.get(0), zero);
			target = fromContext(target, order, this.intsAt.get(1), ContextArgument.getter("length", int.class));
		}
		if (this.components != null) {
			target = this.components.filter(target);
		}
		MethodType erased = target.type().changeReturnType(Object.class);
		if (this.eventAt >= 0) {
			erased = erased.changeParameterType(this.eventAt, Object.class);
		}
		MethodHandle invoker = MethodHandles.permuteArguments(target.asType(erased), INVOKER, order);
		return new ListenerSignature(event.types(), event.form(),
				this.contextAt.containsKey(ContextArgument.END_OF_BATCH),
				this.contextAt.containsKey(ContextArgument.ACKNOWLEDGMENT),
				this.headersAt.values().stream().map(HeaderArgument::name).collect(Collectors.toSet()),
				List.copyOf(this.columnsAt.values()), Tier.FAST, invoker);
	}

	private static MethodHandle fromContext(MethodHandle target, int[] order, int at, MethodHandle getter) {
		order[at] = 1;
		return MethodHandles.filterArguments(target, at, getter);
	}

	/** A method as a handle. */
	static MethodHandle handle(String place, Method method) {
		try {
			ReflectionUtils.makeAccessible(method);
			return MethodHandles.lookup().unreflect(method);
		}
		catch (IllegalAccessException | RuntimeException ex) {
			throw new RingSignatureException(place, "it cannot be called: " + ex.getMessage(),
					"make it public in an exported package");
		}
	}

}
