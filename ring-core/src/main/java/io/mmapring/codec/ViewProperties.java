package io.mmapring.codec;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The components of an interface, in the order of their declaration: those of the
 * interfaces that it extends first. Reflection knows no order, so the class file is read.
 */
final class ViewProperties {

	private final Class<?> type;

	private final Map<String, ViewProperty> properties = new LinkedHashMap<>();

	private ViewProperties(Class<?> type) {
		this.type = type;
	}

	static List<ViewProperty> of(Class<?> type) {
		if (!type.isInterface() || type.isAnnotation()) {
			throw Layout.refused(type, "none", "an interface of getters and setters");
		}
		ViewProperties properties = new ViewProperties(type);
		properties.add(type);
		int size = properties.properties.size();
		if (size == 0 || size > Layout.MAX_COMPONENTS) {
			throw Layout.refused(type, String.valueOf(size), "an interface of getters and setters");
		}
		return List.copyOf(properties.properties.values());
	}

	private void add(Class<?> declaring) {
		for (Class<?> parent : declaring.getInterfaces()) {
			add(parent);
		}
		List<String> order = order(declaring);
		Stream.of(declaring.getDeclaredMethods())
			.filter((method) -> Modifier.isAbstract(method.getModifiers()) && !isOverridden(method))
			.sorted(Comparator.comparingInt((method) -> order.indexOf(key(method))))
			.map(this::property)
			.forEach((property) -> this.properties.merge(property.declared().place().component(), property,
					ViewProperty::with));
	}

	/** A default method of the interface itself may stand for an abstract one. */
	private boolean isOverridden(Method method) {
		try {
			return !Modifier
				.isAbstract(this.type.getMethod(method.getName(), method.getParameterTypes()).getModifiers());
		}
		catch (NoSuchMethodException ex) {
			throw new LinkageError("a method that is not there: " + method, ex);
		}
	}

	private ViewProperty property(Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		Class<?> result = method.getReturnType();
		if (parameters.length == 0 && result != void.class) {
			String name = stripped(method.getName(), (result == boolean.class) ? "is" : "get");
			return new ViewProperty(
					new Declared(new Place(this.type.getName(), name), result, method.getGenericReturnType(), method),
					method, null);
		}
		if (parameters.length == 1 && (result == void.class || result.isAssignableFrom(this.type))) {
			String name = stripped(method.getName(), "set");
			return new ViewProperty(new Declared(new Place(this.type.getName(), name), parameters[0],
					method.getGenericParameterTypes()[0], method), null, method);
		}
		throw new Place(this.type.getName(), method.getName()).refused(method.toGenericString(),
				"'T name()' to read, 'void name(T)' to write", "make other methods default or static");
	}

	private static String stripped(String name, String prefix) {
		if (name.length() > prefix.length() && name.startsWith(prefix)
				&& Character.isUpperCase(name.charAt(prefix.length()))) {
			return Character.toLowerCase(name.charAt(prefix.length())) + name.substring(prefix.length() + 1);
		}
		return name;
	}

	private static String key(Method method) {
		return method.getName() + Type.getMethodDescriptor(method);
	}

	private List<String> order(Class<?> declaring) {
		String file = declaring.getName().substring(declaring.getName().lastIndexOf('.') + 1) + ".class";
		List<String> order = new ArrayList<>();
		try (InputStream code = declaring.getResourceAsStream(file)) {
			if (code == null) {
				throw new IOException("no " + file + " in " + declaring.getPackageName());
			}
			new ClassReader(code).accept(new ClassVisitor(Opcodes.ASM9) {
				@Override
				public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
						@Nullable String signature, String @Nullable [] exceptions) {
					order.add(name + descriptor);
					return null;
				}
			}, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("cannot make a codec for " + this.type.getName() + ": the class file of "
					+ declaring.getName()
					+ " cannot be read (expected: beside the class, since it says the order of the methods); use a record",
					ex);
		}
		return order;
	}

}
