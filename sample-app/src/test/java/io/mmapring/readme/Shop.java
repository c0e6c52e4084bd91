package io.mmapring.readme;

import java.util.List;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.mmapring.event.Chars;
import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingProducer;

// tag::shop[]
@SpringBootApplication
public class Shop {

	@Bean
	CommandLineRunner placing(Orders orders) {
		return (args) -> orders.placed(new OrderPlaced(1, 10, 9.5, "ACME"));
	}

	@RingListener(ring = "orders", group = "risk")
	void check(OrderPlaced order, long sequence) {
		System.out.println("risk: " + sequence + " " + order);
	}

	@RingListener(ring = "orders", group = "journal", after = "risk")
	void write(List<OrderPlaced> batch) {
		System.out.println("journal: " + batch);
	}

	public static void main(String[] args) {
		SpringApplication.run(Shop.class, args);
	}

	@RingProducer("orders")
	interface Orders {

		void placed(OrderPlaced order);

	}

	@RingEvent
	record OrderPlaced(long id, int quantity, double price, @Chars(8) String symbol) {
	}

}
// end::shop[]
