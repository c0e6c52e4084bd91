package io.mmapring.spring.listener;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

import io.mmapring.spring.RingHandler;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListeners;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.endpoint.EndpointFactory;
import io.mmapring.spring.endpoint.ListenerEndpoint;

/**
 * What a class has of listeners.
 *
 * @param ofClass the annotations of the class itself
 * @param handlers the methods that share the events of the class
 * @param methods the methods that are listeners of their own, with their annotations
 */
record ListenerMethods(Set<RingListener> ofClass, Map<Method, RingHandler> handlers,
		Map<Method, Set<RingListener>> methods) {

	private static final ListenerMethods NONE = new ListenerMethods(Set.of(), Map.of(), Map.of());

	/** Look at a class, and at what it inherits. */
	static ListenerMethods of(Class<?> type) {
		if (type.getName().startsWith("org.springframework.")
				|| !AnnotationUtils.isCandidateClass(type, RingListener.class)) {
			return NONE;
		}
		return new ListenerMethods(
				AnnotatedElementUtils.findMergedRepeatableAnnotations(type, RingListener.class, RingListeners.class),
				MethodIntrospector.selectMethods(type,
						(MethodIntrospector.MetadataLookup<RingHandler>) (method) -> AnnotatedElementUtils
							.findMergedAnnotation(method, RingHandler.class)),
				MethodIntrospector.selectMethods(type,
						(MethodIntrospector.MetadataLookup<Set<RingListener>>) (method) -> {
							Set<RingListener> annotations = AnnotatedElementUtils
								.findMergedRepeatableAnnotations(method, RingListener.class, RingListeners.class);
							return annotations.isEmpty() ? null : annotations;
						}));
	}

	boolean isEmpty() {
		return this.ofClass.isEmpty() && this.handlers.isEmpty() && this.methods.isEmpty();
	}

	/** Make the endpoints. */
	List<ListenerEndpoint> endpoints(EndpointFactory factory) {
		if (this.ofClass.isEmpty() && !this.handlers.isEmpty()) {
			throw new RingSignatureException("@RingHandler " + this.handlers.keySet().iterator().next(),
					"its class has no @RingListener", "put @RingListener on the class, or on the method instead");
		}
		List<ListenerEndpoint> endpoints = new ArrayList<>();
		this.methods.forEach((method, annotations) -> annotations
			.forEach((annotation) -> endpoints.add(factory.endpoint(method, annotation))));
		this.ofClass.forEach((annotation) -> endpoints.add(factory.endpoint(this.handlers, annotation)));
		return endpoints;
	}

}
