package io.mmapring.spring.producer;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.BeanFactory;

import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.rings.ManagedRing;

/**
 * What the methods of a producer interface do, decided from their signatures.
 *
 * @param whole those that take events
 * @param byComponents those that take the components of an event; each takes the method's
 * arguments and returns its result
 */
record ProducerMethods(Map<Method, ProducerMethod> whole, Map<Method, MethodHandle> byComponents) {

	/**
	 * Read signatures.
	 * @param methods the methods
	 * @param type the interface, which may say what type variables stand for
	 * @param beanFactory has the rings
	 * @param ringOfType ring of the interface, as it is written
	 * @return what they do
	 * @throws RingSignatureException if one cannot work
	 */
	static ProducerMethods of(List<Method> methods, Class<?> type, BeanFactory beanFactory, String ringOfType) {
		ProducerMethods read = new ProducerMethods(new HashMap<>(), new HashMap<>());
		Map<ManagedRing, Set<Class<?>>> events = new HashMap<>();
		Map<Method, Divided> later = new LinkedHashMap<>();
		for (Method method : methods) {
			MethodSending sending = MethodSending.of(method, type, beanFactory, ringOfType);
			ProducerArguments arguments = new ProducerArguments(sending.place(), sending.produced()).read(method);
			if (sending.event() == null && arguments.hasEvent(method)) {
				Class<?> event = arguments.event(method, type);
				events.computeIfAbsent(sending.produced().ring(), (ring) -> new HashSet<>()).add(event);
				read.whole.put(method,
						new ProducerMethod(method, sending.produced().open(), sending.mode(), arguments));
			}
			else {
				later.put(method, new Divided(sending, arguments));
			}
		}
		// which event their components are of, the others may say
		later.forEach((method, divided) -> read.byComponents.put(method, divided.handle(method, events)));
		return read;
	}

	/** A method whose arguments are the components of an event. */
	private record Divided(MethodSending sending, ProducerArguments arguments) {

		MethodHandle handle(Method method, Map<ManagedRing, Set<Class<?>>> events) {
			ProducedRing produced = this.sending.produced();
			ComponentArguments components = this.arguments.components(method, events(events));
			return ComponentsMethod.of(method, produced.open(), components, this.sending.mode(),
					this.arguments.headersBesideKey());
		}

		private Set<Class<?>> events(Map<ManagedRing, Set<Class<?>>> events) {
			Class<?> said = this.sending.event();
			if (said != null) {
				return Set.of(said);
			}
			ManagedRing ring = this.sending.produced().ring();
			Set<Class<?>> types = new HashSet<>(ring.types().configured());
			types.addAll(events.getOrDefault(ring, Set.of()));
			types.removeIf((type) -> !type.isRecord() && !type.isInterface());
			return types;
		}

	}

}
