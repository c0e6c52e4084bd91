package io.mmapring.minimal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Sends ticks to itself, and ends. */
@SpringBootApplication
public class MinimalApplication {

	/**
	 * Start the process.
	 * @param arguments its options
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(MinimalApplication.class, arguments).close();
	}

}
