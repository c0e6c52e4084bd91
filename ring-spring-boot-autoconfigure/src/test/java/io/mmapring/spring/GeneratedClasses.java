package io.mmapring.spring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.core.io.InputStreamSource;
import org.springframework.util.ClassUtils;

/** Compiles what Spring generates, and defines it beside the classes that it is for. */
final class GeneratedClasses {

	private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

	/** Reads the libraries once for all. */
	private static final StandardJavaFileManager LIBRARIES = COMPILER.getStandardFileManager(null, null, null);

	private static final List<String> OPTIONS = List.of("-nowarn", "-parameters", "-proc:none", "-classpath",
			System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));

	private GeneratedClasses() {
	}

	static void define(InMemoryGeneratedFiles files) throws IOException {
		Map<String, byte[]> classes = compile(files.getGeneratedFiles(Kind.SOURCE));
		for (Map.Entry<String, InputStreamSource> file : files.getGeneratedFiles(Kind.CLASS).entrySet()) {
			try (var bytes = file.getValue().getInputStream()) {
				classes.put(file.getKey().replace(".class", "").replace('/', '.'), bytes.readAllBytes());
			}
		}
		classes.forEach(GeneratedClasses::define);
	}

	private static void define(String name, byte[] bytes) {
		ClassLoader loader = GeneratedClasses.class.getClassLoader();
		// proxies have the same name for all contexts
		if (!ClassUtils.isPresent(name, loader)) {
			String outermost = name.replaceFirst("(.*\\.[^_$]+).*", "$1");
			Class<?> neighbour = ClassUtils.resolveClassName(outermost, loader);
			try {
				MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(bytes);
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private static Map<String, byte[]> compile(Map<String, InputStreamSource> sources) throws IOException {
		List<JavaFileObject> units = new ArrayList<>();
		for (Map.Entry<String, InputStreamSource> source : sources.entrySet()) {
			try (var bytes = source.getValue().getInputStream()) {
				units.add(new Source(source.getKey(), bytes.readAllBytes()));
			}
		}
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		Output output = new Output(LIBRARIES);
		if (!COMPILER.getTask(null, output, diagnostics, OPTIONS, null, units).call()) {
			throw new IllegalStateException("generated code cannot be compiled: " + diagnostics.getDiagnostics()
				.stream()
				.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
				.map(String::valueOf)
				.toList());
		}
		Map<String, byte[]> classes = new LinkedHashMap<>();
		output.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
		return classes;
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String path, byte[] bytes) {
			super(URI.create("memory:///" + path), JavaFileObject.Kind.SOURCE);
			this.text = new String(bytes, StandardCharsets.UTF_8);
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

	private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {

		private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

		Output(JavaFileManager libraries) {
			super(libraries);
		}

		@Override
		public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind,
				FileObject sibling) {
			return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {

				@Override
				public OutputStream openOutputStream() {
					return Output.this.classes.computeIfAbsent(className, (name) -> new ByteArrayOutputStream());
				}

			};
		}

	}

}
