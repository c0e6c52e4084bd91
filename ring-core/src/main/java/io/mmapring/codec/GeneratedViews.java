package io.mmapring.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the code of views: each getter and setter reads or writes the buffer, as one
 * would by hand.
 */
final class GeneratedViews {

	/**
	 * Up to here words are stored one by one; beyond, a copy is cheaper and code short.
	 */
	private static final int MAX_WORDS_BYTES = 128;

	private static final String VIEW = Type.getInternalName(RingView.class);

	private final Class<?> type;

	private final List<ViewProperty> properties;

	private final Layout layout;

	private final byte[] blank;

	private final GeneratedClass code;

	private GeneratedViews(Class<?> type, List<ViewProperty> properties, Layout layout, byte[] blank,
			GeneratedClass code) {
		this.type = type;
		this.properties = properties;
		this.layout = layout;
		this.blank = blank;
		this.code = code;
	}

	/**
	 * Make the views of an interface.
	 * @param type the interface
	 * @param properties its components
	 * @param layout its layout
	 * @param blank what an event holds before a component is set
	 * @return makes views that are of no event yet
	 * @throws IllegalArgumentException if no code can be made that may use the interface
	 */
	static Supplier<RingView> of(Class<?> type, List<ViewProperty> properties, Layout layout, byte[] blank) {
		ComponentKind[] kinds = layout.components().stream().map(Layout.Component::kind).toArray(ComponentKind[]::new);
		Stream<Class<?>> parts = Stream.concat(Stream.of(type),
				properties.stream().map((property) -> property.declared().type()));
		MethodHandle constructor = GeneratedHome.of(type, parts)
			.constructor(MethodType.methodType(void.class, ComponentKind[].class), (name) -> {
				GeneratedClass code = new GeneratedClass(name, RingView.class, layout, type);
				new GeneratedViews(type, properties, layout, blank, code).write();
				return code.bytes();
			})
			.asType(MethodType.methodType(RingView.class, ComponentKind[].class));
		return () -> {
			RingView view = GeneratedHome.make(() -> (RingView) constructor.invokeExact(kinds));
			view.of(layout);
			return view;
		};
	}

	private void write() {
		for (int i = 0; i < this.properties.size(); i++) {
			ViewProperty property = this.properties.get(i);
			if (property.getter() != null) {
				writeGetter(this.layout.components().get(i), property.getter());
			}
			if (property.setter() != null) {
				writeSetter(this.layout.components().get(i), property.setter());
			}
		}
		writeCopy();
		if (this.blank.length <= MAX_WORDS_BYTES) {
			writeBlank();
		}
	}

	private void writeGetter(Layout.Component component, Method getter) {
		MethodVisitor method = this.code.method(getter.getName(), Type.getMethodDescriptor(getter));
		this.code.get(method, component, () -> call(method, "in", "()" + GeneratedClass.IN),
				() -> index(method, component));
		method.visitInsn(Type.getType(component.type()).getOpcode(Opcodes.IRETURN));
		GeneratedClass.end(method);
	}

	private void writeSetter(Layout.Component component, Method setter) {
		MethodVisitor method = this.code.method(setter.getName(), Type.getMethodDescriptor(setter));
		int load = Type.getType(component.type()).getOpcode(Opcodes.ILOAD);
		put(method, component, () -> method.visitVarInsn(load, 1));
		if (setter.getReturnType() == void.class) {
			method.visitInsn(Opcodes.RETURN);
		}
		else {
			method.visitVarInsn(Opcodes.ALOAD, 0);
			method.visitInsn(Opcodes.ARETURN);
		}
		GeneratedClass.end(method);
	}

	private void writeCopy() {
		MethodVisitor method = this.code.method("copyFrom", "(Ljava/lang/Object;)V");
		String owner = Type.getInternalName(this.type);
		for (int i = 0; i < this.properties.size(); i++) {
			Method getter = this.properties.get(i).getter();
			if (getter != null) {
				put(method, this.layout.components().get(i), () -> {
					method.visitVarInsn(Opcodes.ALOAD, 1);
					method.visitTypeInsn(Opcodes.CHECKCAST, owner);
					method.visitMethodInsn(Opcodes.INVOKEINTERFACE, owner, getter.getName(),
							Type.getMethodDescriptor(getter), true);
				});
			}
		}
		method.visitInsn(Opcodes.RETURN);
		GeneratedClass.end(method);
	}

	private void writeBlank() {
		MethodVisitor method = this.code.method("blank", "([B)V");
		ByteBuffer bytes = ByteBuffer.wrap(this.blank).order(ByteOrder.LITTLE_ENDIAN);
		while (bytes.hasRemaining()) {
			int at = bytes.position();
			call(method, "out", "()" + GeneratedClass.OUT);
			call(method, "offset", "()I");
			GeneratedClass.push(method, at);
			method.visitInsn(Opcodes.IADD);
			if (bytes.remaining() >= Long.BYTES) {
				GeneratedClass.putLong(method, bytes.getLong());
			}
			else if (bytes.remaining() >= Integer.BYTES) {
				GeneratedClass.putInt(method, bytes.getInt());
			}
			else {
				GeneratedClass.putByte(method, bytes.get());
			}
		}
		method.visitInsn(Opcodes.RETURN);
		GeneratedClass.end(method);
	}

	private void put(MethodVisitor method, Layout.Component component, Runnable value) {
		this.code.put(method, component, value, () -> call(method, "out", "()" + GeneratedClass.OUT),
				() -> index(method, component));
	}

	private static void index(MethodVisitor method, Layout.Component component) {
		call(method, "offset", "()I");
		GeneratedClass.push(method, component.at());
		method.visitInsn(Opcodes.IADD);
	}

	private static void call(MethodVisitor method, String name, String descriptor) {
		method.visitVarInsn(Opcodes.ALOAD, 0);
		method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, VIEW, name, descriptor, false);
	}

}
