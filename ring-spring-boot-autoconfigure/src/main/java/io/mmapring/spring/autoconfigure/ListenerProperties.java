package io.mmapring.spring.autoconfigure;

import java.beans.PropertyDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyNameException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.NestedExceptionUtils;

import io.mmapring.spring.RingSignatureException;

/** Settings that an annotation has as texts, by their keys in the configuration. */
final class ListenerProperties {

	private static final String ROOT = "properties";

	private ListenerProperties() {
	}

	/**
	 * Put the configuration before the settings of an annotation.
	 * @param id id of the listener
	 * @param properties settings of the annotation
	 * @param configured the configuration of the listener
	 * @return both
	 * @throws RingSignatureException if a setting cannot be read
	 */
	static ListenerOverride with(String id, Map<String, String> properties, ListenerOverride configured) {
		if (properties.isEmpty()) {
			return configured;
		}
		Map<String, String> source = new LinkedHashMap<>();
		properties.forEach((key, value) -> source.put(ROOT + "." + key, value));
		ListenerOverride merged = new ListenerOverride();
		try {
			new Binder(new MapConfigurationPropertySource(source)).bind(ROOT, Bindable.ofInstance(merged),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
		}
		catch (BindException | InvalidConfigurationPropertyNameException ex) {
			throw new RingSignatureException("@RingListener '" + id + "'",
					"properties=%s (expected: keys and values as of ring.listeners.<id>): %s".formatted(properties,
							NestedExceptionUtils.getMostSpecificCause(ex).getMessage()),
					"correct the attribute");
		}
		RingPropertiesChecks.checkListener("properties of @RingListener '" + id + "': ", merged);
		copySet(configured, merged);
		return merged;
	}

	/** Copy what is set, in groups too, whose objects are there already. */
	private static void copySet(Object from, Object to) {
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(from.getClass())) {
			Method getter = property.getReadMethod();
			if (getter == null || property.getName().equals("class")) {
				continue;
			}
			try {
				Object value = getter.invoke(from);
				Method setter = property.getWriteMethod();
				if (value != null && setter != null) {
					setter.invoke(to, value);
				}
				else if (value != null) {
					copySet(value, getter.invoke(to));
				}
			}
			catch (IllegalAccessException | InvocationTargetException ex) {
				throw new IllegalStateException("cannot copy " + property.getName(), ex);
			}
		}
	}

}
