package io.mmapring.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.agrona.DirectBuffer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Where generated code lives: beside the class that it is for, as one of its own, so that
 * it may use what is private. For a public class of a closed package it lives here.
 */
final class GeneratedHome {

	private static final String CLASS_SUFFIX = "__Ring";

	private static final String KEY_CLASS = "RingLookup__";

	private final Class<?> type;

	private final List<Class<?>> parts;

	private GeneratedHome(Class<?> type, Stream<Class<?>> parts) {
		this.type = type;
		this.parts = parts.toList();
	}

	/**
	 * Find a home.
	 * @param type the class that the code is for
	 * @param parts the classes that the code names
	 * @return the home
	 */
	static GeneratedHome of(Class<?> type, Stream<Class<?>> parts) {
		return new GeneratedHome(type, parts);
	}

	/**
	 * Define a class.
	 * @param arguments of its only constructor
	 * @param code makes the class's bytes from its internal name
	 * @return the constructor
	 * @throws IllegalArgumentException if no home may use the class
	 */
	MethodHandle constructor(MethodType arguments, Function<String, byte[]> code) {
		return make(() -> {
			Lookup home = define(code);
			return home.findConstructor(home.lookupClass(), arguments);
		});
	}

	/**
	 * Call what may throw anything in theory.
	 * @param <G> what is made
	 * @param maker the call
	 * @return what was made
	 */
	static <G> G make(Maker<G> maker) {
		try {
			return maker.make();
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new LinkageError("generated code", ex);
		}
	}

	private Lookup define(Function<String, byte[]> code) throws IllegalAccessException {
		Lookup own = MethodHandles.lookup();
		try {
			return beside(own, code);
		}
		catch (IllegalAccessException | LinkageError ex) {
			// closed to us, or its class loader does not know us
			if (this.parts.stream().allMatch((part) -> isPublic(part, own))) {
				return own.defineHiddenClass(code.apply(internalName(own.lookupClass().getPackageName())), true);
			}
			throw new IllegalArgumentException("cannot make a codec for " + this.type.getName() + ": its package "
					+ this.type.getPackageName() + " is closed in " + this.type.getModule() + " (expected: open to "
					+ own.lookupClass().getModule() + "); add 'opens " + this.type.getPackageName()
					+ "' to the module's declaration, or make the type and those of its components public", ex);
		}
	}

	private Lookup beside(Lookup own, Function<String, byte[]> code) throws IllegalAccessException {
		Lookup there = MethodHandles.privateLookupIn(this.type, own);
		if (!there.hasFullPrivilegeAccess()) {
			there = MethodHandles.privateLookupIn(this.type, keyOf(there));
		}
		return there.defineHiddenClass(code.apply(internalName(this.type.getPackageName())), true,
				Lookup.ClassOption.NESTMATE);
	}

	private String internalName(String inPackage) {
		String simple = this.type.getName().substring(this.type.getName().lastIndexOf('.') + 1);
		String name = (inPackage.isEmpty() ? "" : inPackage + ".") + simple + CLASS_SUFFIX;
		return name.replace('.', '/');
	}

	private static boolean isPublic(Class<?> part, Lookup own) {
		Class<?> element = part;
		while (element.isArray()) {
			element = element.getComponentType();
		}
		for (Class<?> around = element; around != null; around = around.getEnclosingClass()) {
			if (!Modifier.isPublic(around.getModifiers())) {
				return false;
			}
		}
		return element.isPrimitive()
				|| element.getModule().isExported(element.getPackageName(), own.lookupClass().getModule());
	}

	/**
	 * All rights in another module, for which only rights in one package are there: a
	 * class in the package has them, and gives them away. It also makes the module read
	 * those that generated code needs. It is made once per package.
	 */
	private static Lookup keyOf(Lookup there) throws IllegalAccessException {
		String inPackage = there.lookupClass().getPackageName();
		String name = inPackage.isEmpty() ? KEY_CLASS : inPackage + "." + KEY_CLASS;
		Class<?> key = keyClass(there, name);
		MethodType type = MethodType.methodType(Lookup.class, Module.class, Module.class);
		return make(() -> (Lookup) there.findStatic(key, "lookup", type)
			.invoke(GeneratedHome.class.getModule(), DirectBuffer.class.getModule()));
	}

	private static synchronized Class<?> keyClass(Lookup there, String name) throws IllegalAccessException {
		try {
			return there.findClass(name);
		}
		catch (ClassNotFoundException ex) {
			return there.defineClass(keyCode(name.replace('.', '/')));
		}
	}

	private static byte[] keyCode(String name) {
		ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
		writer.visit(Opcodes.V17, Modifier.FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, name, null,
				"java/lang/Object", null);
		String module = Type.getDescriptor(Module.class);
		MethodVisitor method = writer.visitMethod(Modifier.STATIC, "lookup",
				"(" + module + module + ")" + Type.getDescriptor(Lookup.class), null, null);
		method.visitCode();
		method.visitLdcInsn(Type.getObjectType(name));
		method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Class", "getModule", "()" + module, false);
		for (int argument = 0; argument < 2; argument++) {
			method.visitVarInsn(Opcodes.ALOAD, argument);
			method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Module", "addReads", "(" + module + ")" + module,
					false);
		}
		method.visitInsn(Opcodes.POP);
		method.visitMethodInsn(Opcodes.INVOKESTATIC, Type.getInternalName(MethodHandles.class), "lookup",
				"()" + Type.getDescriptor(Lookup.class), false);
		method.visitInsn(Opcodes.ARETURN);
		GeneratedClass.end(method);
		writer.visitEnd();
		return writer.toByteArray();
	}

	/**
	 * A call through a method handle.
	 *
	 * @param <G> what is made
	 */
	@FunctionalInterface
	interface Maker<G> {

		G make() throws Throwable;

	}

}
