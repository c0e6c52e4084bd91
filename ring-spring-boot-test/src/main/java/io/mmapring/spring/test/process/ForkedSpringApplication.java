package io.mmapring.spring.test.process;

import java.util.Arrays;

import org.springframework.boot.SpringApplication;
import org.springframework.util.ClassUtils;

/** Runs a Spring Boot application in a process of its own. Started by its name. */
public final class ForkedSpringApplication {

	private ForkedSpringApplication() {
	}

	/**
	 * Run it.
	 * @param args the name of its class, and its own arguments
	 */
	public static void main(String[] args) {
		Class<?> type = ClassUtils.resolveClassName(args[0], null);
		SpringApplication application = new SpringApplication(type);
		application.setMainApplicationClass(type);
		application.run(Arrays.copyOfRange(args, 1, args.length));
	}

}
