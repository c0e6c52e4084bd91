package io.mmapring.recipe;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingEventId;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingMetadata;

/**
 * Books payments exactly once, whatever is killed.
 */
@SpringBootApplication
public class Accounts {

	/**
	 * Start the process.
	 * @param args its options
	 */
	public static void main(String[] args) {
		SpringApplication.run(Accounts.class, args);
	}

	// tag::payment[]
	@RingEvent
	record Payment(int account, long cents) {
	}
	// end::payment[]

	// tag::booking[]
	@Component
	static class Booking {

		private final JdbcClient jdbc;

		Booking(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@RingListener(ring = "payments", group = "booking")
		@Transactional
		void book(Payment payment, RingMetadata metadata) {
			if (isNew(metadata)) {
				this.jdbc.sql("update account set cents = cents + ? where id = ?")
					.params(payment.cents(), payment.account())
					.update();
			}
		}

		private boolean isNew(RingMetadata metadata) {
			RingEventId event = metadata.eventId();
			int moved = this.jdbc
				.sql("update ring_position set sequence = ? where ring = ? and consumer = ? and sequence < ?")
				.params(event.sequence(), event.ring(), metadata.group(), event.sequence())
				.update();
			return moved == 1 || isFirst(event, metadata.group());
		}

		private boolean isFirst(RingEventId event, String group) {
			return this.jdbc.sql("""
					insert into ring_position (ring, consumer, sequence) select ?, ?, ?
					where not exists (select 1 from ring_position where ring = ? and consumer = ?)""")
				.params(event.ring(), group, event.sequence(), event.ring(), group)
				.update() == 1;
		}

	}
	// end::booking[]

}
