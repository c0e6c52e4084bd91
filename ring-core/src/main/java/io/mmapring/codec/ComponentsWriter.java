package io.mmapring.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import io.mmapring.event.RingCodec;

/**
 * Writes events from the values of their components, without an event: for frameworks
 * whose methods take the components one by one.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class ComponentsWriter {

	private static final String METHOD = "write";

	private final Layout layout;

	private final MethodHandle handle;

	private ComponentsWriter(Layout layout) {
		this.layout = layout;
		this.handle = handle(layout);
	}

	/**
	 * Make the writer of a codec's events. Takes milliseconds, so keep it.
	 * @param codec the codec
	 * @return the writer, or {@code null} if it is neither of records nor of views
	 */
	public static @Nullable ComponentsWriter of(RingCodec<?> codec) {
		if (codec instanceof RecordCodec<?> records) {
			return new ComponentsWriter(records.components());
		}
		return (codec instanceof ViewCodec<?> views) ? new ComponentsWriter(views.components()) : null;
	}

	/**
	 * The components, in the order of their declaration.
	 * @return their names
	 */
	public List<String> names() {
		return this.layout.components().stream().map(Layout.Component::name).toList();
	}

	/**
	 * The component with {@link io.mmapring.event.RingKey @RingKey}.
	 * @return its name, empty if there is none
	 */
	public String key() {
		return this.layout.key();
	}

	/**
	 * Bytes that every event takes.
	 * @return the length in bytes
	 */
	public int length() {
		return this.layout.length();
	}

	/**
	 * Writes all bytes of an event. Makes no object. Throws an
	 * {@link io.mmapring.error.EventEncodingException} if the layout has no room for a
	 * value.
	 * @return a method that takes the buffer, from whose index 0 on it writes, and the
	 * components by their types
	 */
	public MethodHandle handle() {
		return this.handle;
	}

	private static MethodHandle handle(Layout layout) {
		List<Class<?>> exact = new ArrayList<>(List.of(MutableDirectBuffer.class));
		List<Class<?>> erased = new ArrayList<>(exact);
		for (Layout.Component component : layout.components()) {
			exact.add(component.type());
			// the code is not beside the type, and need not know what is private there
			erased.add(component.type().isPrimitive() ? component.type() : Object.class);
		}
		MethodType type = MethodType.methodType(void.class, erased);
		ComponentKind[] kinds = layout.components().stream().map(Layout.Component::kind).toArray(ComponentKind[]::new);
		Lookup own = MethodHandles.lookup();
		MethodHandle writing = GeneratedHome.make(() -> {
			Lookup home = own.defineHiddenClass(code(layout, type), true);
			Object writer = home
				.findConstructor(home.lookupClass(), MethodType.methodType(void.class, ComponentKind[].class))
				.invoke(kinds);
			return home.bind(writer, METHOD, type);
		});
		return writing.asType(MethodType.methodType(void.class, exact));
	}

	private static byte[] code(Layout layout, MethodType type) {
		GeneratedClass code = new GeneratedClass(Type.getInternalName(ComponentsWriter.class) + "__Ring", Object.class,
				layout);
		MethodVisitor method = code.method(METHOD, type.toMethodDescriptorString());
		int end = 0;
		int variable = 2;
		for (Layout.Component component : layout.components()) {
			GeneratedClass.putZeros(method, end, component.at(), 1, (at) -> GeneratedClass.push(method, at));
			int at = component.at();
			Type value = component.type().isPrimitive() ? Type.getType(component.type()) : Type.getType(Object.class);
			int from = variable;
			code.put(method, component, () -> method.visitVarInsn(value.getOpcode(Opcodes.ILOAD), from),
					() -> method.visitVarInsn(Opcodes.ALOAD, 1), () -> GeneratedClass.push(method, at));
			variable += value.getSize();
			end = component.end();
		}
		method.visitInsn(Opcodes.RETURN);
		GeneratedClass.end(method);
		return code.bytes();
	}

	@Override
	public String toString() {
		return "ComponentsWriter " + this.layout.text();
	}

}
