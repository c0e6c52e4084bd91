package io.mmapring.benchmarks.startup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with nothing of its own: without rings if they are not on its class
 * path.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Plain {

	/** What an application prints once it is there. */
	static final String STARTED = "started";

	/** Made by Spring. */
	Plain() {
	}

	/**
	 * Start, and end.
	 * @param arguments its properties
	 */
	public static void main(String[] arguments) {
		start(Plain.class, arguments);
	}

	static void start(Class<?> application, String... arguments) {
		ConfigurableApplicationContext context = SpringApplication.run(application, arguments);
		System.out.println(STARTED);
		System.out.flush();
		context.close();
	}

}
