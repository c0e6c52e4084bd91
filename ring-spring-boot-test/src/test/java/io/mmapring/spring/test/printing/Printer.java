package io.mmapring.spring.test.printing;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import io.mmapring.spring.RingListener;
import io.mmapring.spring.test.shop.OrderPlaced;

/** The application of another process. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Printer {

	@RingListener(ring = "orders", group = "printer")
	void print(OrderPlaced order) {
		System.out.println("printed " + order);
	}

}
