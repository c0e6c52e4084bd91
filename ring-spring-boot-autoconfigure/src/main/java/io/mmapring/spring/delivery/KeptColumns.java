package io.mmapring.spring.delivery;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventView;
import io.mmapring.spring.endpoint.BatchColumn;
import io.mmapring.spring.endpoint.DeliveryContext;

/**
 * The events of a batch with what further arguments of the method need of each, such as
 * its headers, which lie in the slots.
 */
final class KeptColumns extends AroundKeptEvents {

	/** Not that of the method, which stands at what is handed over. */
	private final DeliveryContext reading;

	private final List<BatchColumn> columns;

	/** For each column what is kept of the events. */
	private final List<List<@Nullable Object>> kept = new ArrayList<>();

	/** What was asked for last is handed over next. */
	private int from;

	/**
	 * Keep columns.
	 * @param context where the method finds them
	 * @param reading moved to each event to fill them
	 */
	KeptColumns(KeptEvents events, DeliveryContext context, DeliveryContext reading, List<BatchColumn> columns) {
		super(events);
		this.reading = reading;
		this.columns = columns;
		columns.forEach((column) -> this.kept.add(new ArrayList<>()));
		context.columns((index) -> {
			reading.attempt(context.attempt());
			return new ArrayList<>(this.kept.get(index).subList(this.from, count()));
		});
	}

	@Override
	public void add(Object argument, EventView event, long sequence) {
		this.reading.at(event, sequence, true);
		List<@Nullable Object> row = new ArrayList<>();
		for (BatchColumn column : this.columns) {
			row.add(column.of(this.reading));
		}
		// nothing of an event one of whose headers cannot be read
		super.add(argument, event, sequence);
		for (int i = 0; i < row.size(); i++) {
			this.kept.get(i).add(row.get(i));
		}
	}

	@Override
	public Object from(int index) {
		this.from = index;
		return super.from(index);
	}

	@Override
	public void forgetFrom(long sequence) {
		super.forgetFrom(sequence);
		this.kept.forEach((column) -> column.subList(count(), column.size()).clear());
	}

	@Override
	public void clear() {
		super.clear();
		this.kept.forEach(List::clear);
	}

}
