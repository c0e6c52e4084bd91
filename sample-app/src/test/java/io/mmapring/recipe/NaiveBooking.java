package io.mmapring.recipe;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.mmapring.recipe.Accounts.Payment;
import io.mmapring.spring.RingListener;

/** Books each payment as often as it comes: what the recipe is there to prevent. */
@Component
class NaiveBooking {

	private final JdbcClient jdbc;

	NaiveBooking(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@RingListener(ring = "payments", group = "naive")
	@Transactional
	void book(Payment payment) {
		this.jdbc.sql("update naive_account set cents = cents + ? where id = ?")
			.params(payment.cents(), payment.account())
			.update();
	}

}
