package io.mmapring.benchmarks;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.codec.ViewCodec;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHandler;

/** A view of each event, in place. */
final class ViewScenario extends RingScenario {

	private static final int TYPE = 1;

	private final ViewCodec<QuadView> codec = ViewCodec.of(QuadView.class);

	private final EventFiller<Source> filler = this.codec.filler((view, source) -> {
		long i = source.number;
		view.a(i);
		view.b(Checksum.second(i));
		view.c(Checksum.third(i));
		view.d(Checksum.fourth(i));
	});

	private final Source source = new Source();

	ViewScenario(boolean batches) {
		super("ring, view", batches);
	}

	@Override
	void register(Ring ring) {
		ring.register(TYPE, this.codec);
	}

	@Override
	long tryPublish(Producer producer, long i) {
		this.source.number = i;
		return producer.tryPublish(TYPE, LENGTH, this.filler, this.source);
	}

	@Override
	void fill(Claim claim, long i) {
		this.source.number = i;
		this.filler.fill(claim.next(TYPE, LENGTH), this.source);
	}

	@Override
	EventHandler handler(Checksum checksum) {
		return this.codec.handler((view, sequence, endOfBatch) -> checksum.add(view.a(), view.b(), view.c(), view.d()));
	}

}
