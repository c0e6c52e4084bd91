package io.mmapring.benchmarks.ring;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.codec.ViewCodec;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHandler;

/** A view of each event, in place. */
public final class ViewEvents implements Events {

	private static final int TYPE = 1;

	private final ViewCodec<QuadView> codec = ViewCodec.of(QuadView.class);

	@Override
	public String name() {
		return "view";
	}

	@Override
	public void register(Ring ring) {
		ring.register(TYPE, this.codec);
	}

	@Override
	public Writer writer() {
		EventNumber number = new EventNumber();
		EventFiller<EventNumber> filler = this.codec.filler((view, source) -> {
			long i = source.value;
			view.a(i);
			view.b(Checksum.second(i));
			view.c(Checksum.third(i));
			view.d(Checksum.fourth(i));
		});
		return new Writer() {

			@Override
			public long tryPublish(Producer producer, long i) {
				number.value = i;
				return producer.tryPublish(TYPE, Scenario.LENGTH, filler, number);
			}

			@Override
			public void fill(Claim claim, long i) {
				number.value = i;
				filler.fill(claim.next(TYPE, Scenario.LENGTH), number);
			}

		};
	}

	@Override
	public EventHandler handler(Checksum checksum) {
		return this.codec.handler((view, sequence, endOfBatch) -> checksum.add(view.a(), view.b(), view.c(), view.d()));
	}

}
