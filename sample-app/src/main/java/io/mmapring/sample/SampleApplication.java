package io.mmapring.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Replays flights through a ring. With the profile {@code producer} it only sends, with
 * {@code consumer} it only listens, without either it does both.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(SampleProperties.class)
public class SampleApplication {

	/** Profile expression of what sends. */
	static final String PRODUCER = "producer | !consumer";

	/** Profile expression of what listens. */
	static final String CONSUMER = "consumer | !producer";

	/**
	 * Run until the replay is over, or for ever.
	 * @param args properties of Spring or the sample
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public static void main(String[] args) throws InterruptedException {
		ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class, args);
		for (Part part : context.getBeansOfType(Part.class).values()) {
			part.awaitEnd();
		}
		System.exit(SpringApplication.exit(context));
	}

}
