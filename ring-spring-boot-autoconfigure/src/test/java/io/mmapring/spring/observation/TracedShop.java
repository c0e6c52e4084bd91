package io.mmapring.spring.observation;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.shop.OrderPlaced;

/** An application that takes orders by HTTP and sends them on. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class TracedShop {

	static final String[] PROPERTIES = { "spring.application.name=shop", "server.port=0",
			"management.tracing.sampling.probability=1", "ring.observation.enabled=true",
			"ring.rings.orders.headers=trace" };

	private final RingSender<OrderPlaced> orders;

	TracedShop(@RingProducer("orders") RingSender<OrderPlaced> orders) {
		this.orders = orders;
	}

	@PostMapping("/orders")
	long take(@RequestParam long id) {
		return this.orders.send(OrderPlaced.of(id));
	}

}
