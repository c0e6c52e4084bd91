package io.mmapring.codec;

import java.lang.reflect.Modifier;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntConsumer;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A class in the making whose methods write and read components of a layout: primitive
 * ones straight through the buffer, the others through their kinds, which it keeps in
 * fields.
 */
final class GeneratedClass {

	/** Descriptor of a buffer that is read. */
	static final String IN = Type.getDescriptor(DirectBuffer.class);

	/** Descriptor of a buffer that is written. */
	static final String OUT = Type.getDescriptor(MutableDirectBuffer.class);

	private static final String KIND = Type.getInternalName(ComponentKind.class);

	private static final String ORDER = Type.getDescriptor(ByteOrder.class);

	private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

	private final String name;

	private final List<Layout.Component> components;

	/**
	 * Start a class.
	 * @param name its internal name
	 * @param superclass what it extends
	 * @param layout the layout; the constructor takes an array with the kinds
	 * @param interfaces what it implements
	 */
	GeneratedClass(String name, Class<?> superclass, Layout layout, Class<?>... interfaces) {
		this.name = name;
		this.components = layout.components();
		String parent = Type.getInternalName(superclass);
		String[] names = List.of(interfaces).stream().map(Type::getInternalName).toArray(String[]::new);
		this.writer.visit(Opcodes.V17, Modifier.FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, name, null, parent,
				names);
		MethodVisitor constructor = method("<init>", "([L" + KIND + ";)V");
		constructor.visitVarInsn(Opcodes.ALOAD, 0);
		constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "<init>", "()V", false);
		for (int i = 0; i < this.components.size(); i++) {
			if (!this.components.get(i).type().isPrimitive()) {
				this.writer.visitField(Modifier.PRIVATE | Modifier.FINAL, "kind" + i, "L" + KIND + ";", null, null)
					.visitEnd();
				constructor.visitVarInsn(Opcodes.ALOAD, 0);
				constructor.visitVarInsn(Opcodes.ALOAD, 1);
				push(constructor, i);
				constructor.visitInsn(Opcodes.AALOAD);
				constructor.visitFieldInsn(Opcodes.PUTFIELD, name, "kind" + i, "L" + KIND + ";");
			}
		}
		constructor.visitInsn(Opcodes.RETURN);
		end(constructor);
	}

	MethodVisitor method(String name, String descriptor) {
		MethodVisitor method = this.writer.visitMethod(Modifier.PUBLIC, name, descriptor, null, null);
		method.visitCode();
		return method;
	}

	static void end(MethodVisitor method) {
		// counted when the class is written
		method.visitMaxs(0, 0);
		method.visitEnd();
	}

	byte[] bytes() {
		this.writer.visitEnd();
		return this.writer.toByteArray();
	}

	/**
	 * Code that writes a component.
	 * @param method where to
	 * @param component the component
	 * @param value code that pushes its value
	 * @param buffer code that pushes the buffer
	 * @param index code that pushes the index
	 */
	void put(MethodVisitor method, Layout.Component component, Runnable value, Runnable buffer, Runnable index) {
		Class<?> type = component.type();
		if (!type.isPrimitive()) {
			kind(method, component);
			value.run();
			buffer.run();
			index.run();
			method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, KIND, "put", "(Ljava/lang/Object;" + OUT + "I)V", false);
			return;
		}
		buffer.run();
		index.run();
		value.run();
		if (PrimitiveKind.size(type) == 1) {
			// a truth value is 0 or 1 already
			invoke(method, MutableDirectBuffer.class, "putByte", "(IB)V");
			return;
		}
		order(method);
		invoke(method, MutableDirectBuffer.class, "put" + suffix(type), "(I" + Type.getDescriptor(type) + ORDER + ")V");
	}

	/**
	 * Code that reads a component and pushes its value.
	 * @param method where to
	 * @param component the component
	 * @param buffer code that pushes the buffer
	 * @param index code that pushes the index
	 */
	void get(MethodVisitor method, Layout.Component component, Runnable buffer, Runnable index) {
		Class<?> type = component.type();
		if (!type.isPrimitive()) {
			kind(method, component);
			buffer.run();
			index.run();
			method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, KIND, "get", "(" + IN + "I)Ljava/lang/Object;", false);
			method.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(type));
			return;
		}
		buffer.run();
		index.run();
		if (type == boolean.class) {
			method.visitMethodInsn(Opcodes.INVOKESTATIC, Type.getInternalName(ComponentKind.class), "truth",
					"(" + IN + "I)Z", false);
		}
		else if (type == byte.class) {
			invoke(method, DirectBuffer.class, "getByte", "(I)B");
		}
		else {
			order(method);
			invoke(method, DirectBuffer.class, "get" + suffix(type), "(I" + ORDER + ")" + Type.getDescriptor(type));
		}
	}

	/**
	 * Code that writes zeros; the buffer and the index are pushed before.
	 * @param method where to
	 * @param size 1, 2, 4 or 8 bytes
	 */
	private static void putZero(MethodVisitor method, int size) {
		method.visitInsn((size == Long.BYTES) ? Opcodes.LCONST_0 : Opcodes.ICONST_0);
		switch (size) {
			case Byte.BYTES -> invoke(method, MutableDirectBuffer.class, "putByte", "(IB)V");
			case Short.BYTES -> invoke(method, MutableDirectBuffer.class, "putShort", "(IS)V");
			case Integer.BYTES -> invoke(method, MutableDirectBuffer.class, "putInt", "(II)V");
			default -> invoke(method, MutableDirectBuffer.class, "putLong", "(IJ)V");
		}
	}

	/**
	 * Code that writes zeros between two components.
	 * @param method where to
	 * @param from where the gap begins, from the start of the event
	 * @param to where it ends
	 * @param buffer variable that has the buffer
	 * @param index pushes the index of a place in the event
	 */
	static void putZeros(MethodVisitor method, int from, int to, int buffer, IntConsumer index) {
		int at = from;
		while (at < to) {
			// the largest aligned piece, so that a gap takes three stores at most
			int size = Math.min(Integer.lowestOneBit(at | Long.BYTES), Integer.highestOneBit(to - at));
			method.visitVarInsn(Opcodes.ALOAD, buffer);
			index.accept(at);
			putZero(method, size);
			at += size;
		}
	}

	/** Code that writes a constant; the buffer and the index are pushed before. */
	static void putLong(MethodVisitor method, long value) {
		method.visitLdcInsn(value);
		order(method);
		invoke(method, MutableDirectBuffer.class, "putLong", "(IJ" + ORDER + ")V");
	}

	/** Code that writes a constant; the buffer and the index are pushed before. */
	static void putInt(MethodVisitor method, int value) {
		method.visitLdcInsn(value);
		order(method);
		invoke(method, MutableDirectBuffer.class, "putInt", "(II" + ORDER + ")V");
	}

	/** Code that writes a constant; the buffer and the index are pushed before. */
	static void putByte(MethodVisitor method, byte value) {
		method.visitIntInsn(Opcodes.BIPUSH, value);
		invoke(method, MutableDirectBuffer.class, "putByte", "(IB)V");
	}

	static void push(MethodVisitor method, int value) {
		if (value <= Byte.MAX_VALUE) {
			method.visitIntInsn(Opcodes.BIPUSH, value);
		}
		else {
			method.visitLdcInsn(value);
		}
	}

	private void kind(MethodVisitor method, Layout.Component component) {
		method.visitVarInsn(Opcodes.ALOAD, 0);
		method.visitFieldInsn(Opcodes.GETFIELD, this.name, "kind" + this.components.indexOf(component),
				"L" + KIND + ";");
	}

	private static void order(MethodVisitor method) {
		method.visitFieldInsn(Opcodes.GETSTATIC, Type.getInternalName(ByteOrder.class), "LITTLE_ENDIAN", ORDER);
	}

	private static void invoke(MethodVisitor method, Class<?> owner, String name, String descriptor) {
		method.visitMethodInsn(Opcodes.INVOKEINTERFACE, Type.getInternalName(owner), name, descriptor, true);
	}

	private static String suffix(Class<?> type) {
		String name = type.getName();
		return Character.toUpperCase(name.charAt(0)) + name.substring(1);
	}

}
