package io.mmapring.spring.observation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.Observation.Event;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.autoconfigure.RingObservationAutoConfiguration;

/** Remembers what was observed, once it is over. */
final class Observed implements ObservationHandler<Context> {

	private static final String EVENTS = "events";

	private final List<Context> over = new ArrayList<>();

	/** An application whose events are observed here. */
	ApplicationContextRunner in(Path directory) {
		TestObservationRegistry registry = TestObservationRegistry.create();
		registry.observationConfig().observationHandler(this);
		return RingContexts.in(directory)
			.withConfiguration(AutoConfigurations.of(RingObservationAutoConfiguration.class))
			.withBean(ObservationRegistry.class, () -> registry)
			.withPropertyValues("ring.observation.enabled=true");
	}

	/** The only thing that was sent to a ring. */
	Context sentTo(String ring) {
		return named("ring.producer").stream()
			.filter((sent) -> text(sent).contains("ring=" + ring + " "))
			.findFirst()
			.orElseThrow();
	}

	@Override
	public boolean supportsContext(Context context) {
		return true;
	}

	@Override
	public void onStart(Context context) {
		context.put(EVENTS, new ArrayList<String>());
	}

	@Override
	public void onEvent(Event event, Context context) {
		events(context).add(event.getName());
	}

	@Override
	public synchronized void onStop(Context context) {
		this.over.add(context);
	}

	static List<String> events(Context context) {
		return context.getRequired(EVENTS);
	}

	synchronized List<Context> named(String name) {
		return this.over.stream().filter((context) -> name.equals(context.getName())).toList();
	}

	List<Context> await(String name, int count) {
		RingContexts.until(() -> named(name).size() >= count);
		return named(name);
	}

	static String text(Context context) {
		return String.join(" ",
				context.getAllKeyValues().stream().map((key) -> key.getKey() + "=" + key.getValue()).toList());
	}

	static @Nullable String value(Context context, String key) {
		KeyValue value = context.getHighCardinalityKeyValue(key);
		return (value != null) ? value.getValue() : null;
	}

	static @Nullable Context parent(Context context) {
		return (context.getParentObservation() instanceof Observation parent) ? (Context) parent.getContextView()
				: null;
	}

}
