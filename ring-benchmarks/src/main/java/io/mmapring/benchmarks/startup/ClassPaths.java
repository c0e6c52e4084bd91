package io.mmapring.benchmarks.startup;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.agrona.concurrent.IdleStrategy;

import io.mmapring.Ring;
import io.mmapring.spring.RingListener;

/** The class path of this JVM in parts: what an application has, and nothing of peers. */
final class ClassPaths {

	/** What {@code spring-boot-starter} brings. */
	private static final String SPRING_BOOT = "(spring-(aop|beans|context|core|expression|boot|boot-autoconfigure)"
			+ "|micrometer-(commons|observation)|commons-logging|jspecify|jakarta\\.annotation-api|jul-to-slf4j"
			+ "|log4j-(api|to-slf4j)|logback-(classic|core)|slf4j-api|snakeyaml)-[0-9].*\\.jar";

	/** What the ring generates code with. */
	private static final String ASM = "asm-[0-9].*\\.jar";

	private ClassPaths() {
	}

	/** An application of Spring Boot. */
	static String plain() {
		return join(Stream.concat(Stream.of(of(ClassPaths.class)), jars(SPRING_BOOT)));
	}

	/** The same with the starter. */
	static String withStarter() {
		return join(Stream.of(Stream.of(plain(), of(RingListener.class)), core()).flatMap((part) -> part));
	}

	/** The ring without Spring. */
	static String ring() {
		return join(Stream.concat(Stream.of(of(ClassPaths.class)), core()));
	}

	private static Stream<String> core() {
		return Stream.concat(Stream.of(of(Ring.class), of(IdleStrategy.class)), jars(ASM));
	}

	private static Stream<String> jars(String names) {
		List<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
			.filter((entry) -> new File(entry).getName().matches(names))
			.toList();
		if (jars.isEmpty()) {
			throw new IllegalStateException("class path: no file matches %s (expected: one or more)".formatted(names));
		}
		return jars.stream();
	}

	/** Where a class is from. */
	private static String of(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException("cannot find where %s is from".formatted(type), ex);
		}
	}

	private static String join(Stream<String> entries) {
		return entries.collect(Collectors.joining(File.pathSeparator));
	}

}
