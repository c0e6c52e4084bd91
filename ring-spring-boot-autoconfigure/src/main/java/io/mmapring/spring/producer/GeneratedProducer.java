package io.mmapring.spring.producer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;
import org.springframework.util.ReflectionUtils;

import io.mmapring.spring.RingSignatureException;

/**
 * Implements an interface some of whose methods are method handles. A proxy of the JDK
 * would put each argument into an object.
 */
final class GeneratedProducer {

	/**
	 * By this part of the name Spring knows a class that it cannot extend, and proxies
	 * its interfaces.
	 */
	private static final String SUFFIX = "$$LambdaRing";

	private static final String HANDLE = Type.getInternalName(MethodHandle.class);

	private static final String LOOKUP = Type.getInternalName(MethodHandles.class);

	private final Class<?> type;

	private final String name;

	private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

	/** What the static fields of the class are, in their order. */
	private final List<Object> constants = new ArrayList<>();

	private final MethodVisitor initializer;

	private GeneratedProducer(Class<?> type) {
		this.type = type;
		this.name = Type.getInternalName(type) + SUFFIX;
		this.writer.visit(Opcodes.V17, Modifier.FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, this.name, null,
				Type.getInternalName(Object.class), new String[] { Type.getInternalName(type) });
		this.initializer = begin(Modifier.STATIC, "<clinit>", "()V");
	}

	/**
	 * Implement an interface.
	 * @param <T> the interface
	 * @param type the interface
	 * @param others does what no method handle does
	 * @param handles some methods, by what takes their arguments and returns their result
	 * @return the object
	 */
	static <T> T of(Class<T> type, T others, Map<Method, MethodHandle> handles) {
		try {
			return type.cast(new GeneratedProducer(type).make(others, handles));
		}
		catch (IllegalAccessException ex) {
			throw new RingSignatureException("@RingProducer " + type.getName(), String.valueOf(ex.getMessage()),
					"take events as a whole, or have interface and library in one module, as on the class path");
		}
		catch (ReflectiveOperationException ex) {
			throw new LinkageError("generated code", ex);
		}
	}

	private Object make(Object others, Map<Method, MethodHandle> handles) throws ReflectiveOperationException {
		constructor();
		String target = constant(others, this.type);
		for (Method method : this.type.getMethods()) {
			MethodHandle handle = handles.get(method);
			if (handle != null) {
				String field = constant(handle, MethodHandle.class);
				write(method, HANDLE, "invokeExact", Type.getDescriptor(MethodHandle.class), field);
			}
			else if (Modifier.isAbstract(method.getModifiers()) && !ReflectionUtils.isObjectMethod(method)) {
				write(method, Type.getInternalName(this.type), method.getName(), Type.getDescriptor(this.type), target);
			}
		}
		toString(target);
		end(this.initializer, Opcodes.RETURN);
		this.writer.visitEnd();
		Lookup home = MethodHandles.privateLookupIn(this.type, MethodHandles.lookup())
			.defineHiddenClassWithClassData(this.writer.toByteArray(), List.copyOf(this.constants), true,
					Lookup.ClassOption.NESTMATE);
		try {
			return home.findConstructor(home.lookupClass(), MethodType.methodType(void.class)).invoke();
		}
		catch (ReflectiveOperationException | RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new InvocationTargetException(ex);
		}
	}

	private void constructor() {
		MethodVisitor constructor = begin(0, "<init>", "()V");
		constructor.visitVarInsn(Opcodes.ALOAD, 0);
		constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, Type.getInternalName(Object.class), "<init>", "()V", false);
		end(constructor, Opcodes.RETURN);
	}

	/** A static field, which the compiler takes for constant; in words of the class. */
	private String constant(Object value, Class<?> type) {
		int index = this.constants.size();
		String field = "constant" + index;
		this.constants.add(value);
		this.writer
			.visitField(Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL, field, Type.getDescriptor(type), null,
					null)
			.visitEnd();
		this.initializer.visitMethodInsn(Opcodes.INVOKESTATIC, LOOKUP, "lookup",
				Type.getMethodDescriptor(Type.getType(Lookup.class)), false);
		this.initializer.visitLdcInsn("_");
		this.initializer.visitLdcInsn(Type.getType(type));
		this.initializer.visitLdcInsn(index);
		this.initializer.visitMethodInsn(Opcodes.INVOKESTATIC, LOOKUP, "classDataAt",
				"(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
				false);
		this.initializer.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(type));
		this.initializer.visitFieldInsn(Opcodes.PUTSTATIC, this.name, field, Type.getDescriptor(type));
		return field;
	}

	/** A method that calls one with the same arguments on what is in a field. */
	private void write(Method method, String owner, String called, String fieldType, String field) {
		MethodVisitor code = begin(Modifier.PUBLIC, method.getName(), Type.getMethodDescriptor(method));
		code.visitFieldInsn(Opcodes.GETSTATIC, this.name, field, fieldType);
		int variable = 1;
		for (Class<?> argument : method.getParameterTypes()) {
			Type type = Type.getType(argument);
			code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable);
			variable += type.getSize();
		}
		boolean handle = owner.equals(HANDLE);
		code.visitMethodInsn(handle ? Opcodes.INVOKEVIRTUAL : Opcodes.INVOKEINTERFACE, owner, called,
				Type.getMethodDescriptor(method), !handle);
		end(code, Type.getType(method.getReturnType()).getOpcode(Opcodes.IRETURN));
	}

	private void toString(String field) {
		MethodVisitor code = begin(Modifier.PUBLIC, "toString", "()Ljava/lang/String;");
		code.visitFieldInsn(Opcodes.GETSTATIC, this.name, field, Type.getDescriptor(this.type));
		code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Type.getInternalName(Object.class), "toString",
				"()Ljava/lang/String;", false);
		end(code, Opcodes.ARETURN);
	}

	private MethodVisitor begin(int access, String method, String descriptor) {
		MethodVisitor code = this.writer.visitMethod(access, method, descriptor, null, null);
		code.visitCode();
		return code;
	}

	private static void end(MethodVisitor code, int returning) {
		code.visitInsn(returning);
		// counted when the class is written
		code.visitMaxs(0, 0);
		code.visitEnd();
	}

}
