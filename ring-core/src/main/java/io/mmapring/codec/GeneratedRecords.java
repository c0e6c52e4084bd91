package io.mmapring.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.stream.Stream;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the code of record codecs: for each component the same calls that one would
 * write by hand.
 */
final class GeneratedRecords {

	private static final int EVENT = 4;

	private final Class<?> type;

	private final Layout layout;

	private final GeneratedClass code;

	private GeneratedRecords(Class<?> type, Layout layout, GeneratedClass code) {
		this.type = type;
		this.layout = layout;
		this.code = code;
	}

	/**
	 * Make the writer of a record type.
	 * @param type the type
	 * @param layout its layout
	 * @return the writer
	 * @throws IllegalArgumentException if no code can be made that may use the record
	 */
	static RecordWriter writer(Class<?> type, Layout layout) {
		ComponentKind[] kinds = layout.components().stream().map(Layout.Component::kind).toArray(ComponentKind[]::new);
		MethodHandle constructor = GeneratedHome.of(type, parts(type))
			.constructor(MethodType.methodType(void.class, ComponentKind[].class), (name) -> {
				GeneratedClass code = new GeneratedClass(name, RecordWriter.class, layout);
				GeneratedRecords records = new GeneratedRecords(type, layout, code);
				records.write();
				records.read();
				return code.bytes();
			});
		return GeneratedHome.make(() -> (RecordWriter) constructor.invoke(kinds));
	}

	private static Stream<Class<?>> parts(Class<?> type) {
		return Stream.concat(Stream.of(type),
				Stream.of(type.getRecordComponents()).map((component) -> component.getType()));
	}

	private void write() {
		MethodVisitor method = this.code.method("write", "(Ljava/lang/Object;" + GeneratedClass.OUT + "I)V");
		method.visitVarInsn(Opcodes.ALOAD, 1);
		method.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(this.type));
		method.visitVarInsn(Opcodes.ASTORE, EVENT);
		int end = 0;
		for (Layout.Component component : this.layout.components()) {
			GeneratedClass.putZeros(method, end, component.at(), 2, (at) -> index(method, 3, at));
			writeComponent(method, component);
			end = component.end();
		}
		method.visitInsn(Opcodes.RETURN);
		GeneratedClass.end(method);
	}

	private void writeComponent(MethodVisitor method, Layout.Component component) {
		Runnable value = () -> {
			method.visitVarInsn(Opcodes.ALOAD, EVENT);
			method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Type.getInternalName(this.type), component.name(),
					Type.getMethodDescriptor(Type.getType(component.type())), false);
		};
		this.code.put(method, component, value, () -> method.visitVarInsn(Opcodes.ALOAD, 2),
				() -> index(method, 3, component.at()));
	}

	static void index(MethodVisitor method, int offset, int at) {
		method.visitVarInsn(Opcodes.ILOAD, offset);
		if (at > 0) {
			GeneratedClass.push(method, at);
			method.visitInsn(Opcodes.IADD);
		}
	}

	private void read() {
		MethodVisitor method = this.code.method("read", "(" + GeneratedClass.IN + "I)Ljava/lang/Object;");
		String owner = Type.getInternalName(this.type);
		method.visitTypeInsn(Opcodes.NEW, owner);
		method.visitInsn(Opcodes.DUP);
		for (Layout.Component component : this.layout.components()) {
			this.code.get(method, component, () -> method.visitVarInsn(Opcodes.ALOAD, 1),
					() -> index(method, 2, component.at()));
		}
		Type[] types = this.layout.components()
			.stream()
			.map((component) -> Type.getType(component.type()))
			.toArray(Type[]::new);
		method.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, types),
				false);
		method.visitInsn(Opcodes.ARETURN);
		GeneratedClass.end(method);
	}

}
