package io.mmapring.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.mmapring.cli.payload.EventTexts;
import io.mmapring.cli.report.Report;
import io.mmapring.inspect.RingFileInspector;
import io.mmapring.inspect.SlotHeaderSnapshot;
import io.mmapring.inspect.SlotSnapshot;
import io.mmapring.inspect.SlotState;

/** Shows events of a ring, as far as it holds them. */
abstract class EventsCommand extends RingCommand {

	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final String EARLIEST = "earliest";

	private static final String LATEST = "latest";

	@Parameters(paramLabel = "RING", description = "Name of the ring, or path of its directory or file.")
	String ring = "";

	@Option(names = "--from", paramLabel = "PLACE",
			description = "Where to start: a sequence, earliest, or latest, which is what comes next.")
	@Nullable String from;

	@Option(names = "--count", paramLabel = "N", description = "How many events to show at most.")
	long count = Long.MAX_VALUE;

	@Option(names = "--payload", paramLabel = "FORM", defaultValue = "NONE",
			description = "How to show payloads: none (default), decoded by the layout in the ring, or hex.")
	PayloadForm payload = PayloadForm.NONE;

	private EventTexts texts = new EventTexts(List.of());

	private long shown;

	private boolean damaged;

	/** Where to start if nothing is said. */
	abstract long start(RingFileInspector inspector);

	/** Whether to wait for what comes. */
	abstract boolean isFollowing();

	@Override
	final int run(Report report) {
		Path file = file(this.ring);
		RingFileInspector inspector = RingFileInspector.open(file);
		this.texts = new EventTexts(inspector.types());
		long sequence = from(inspector);
		long end = isFollowing() ? Long.MAX_VALUE : inspector.tail();
		while (sequence < end && this.shown < this.count && !report.isClosed()) {
			SlotSnapshot slot = inspector.slot(sequence);
			if (isFollowing() && (slot.state() == SlotState.NOT_YET || slot.state() == SlotState.CLAIMED)) {
				LockSupport.parkNanos(LOOK_NS);
			}
			else {
				sequence = show(report, inspector, slot);
			}
		}
		return this.damaged ? ExitCodes.FOUND : ExitCodes.FINE;
	}

	private long from(RingFileInspector inspector) {
		String from = this.from;
		if (from == null) {
			return start(inspector);
		}
		return switch (from) {
			case EARLIEST -> inspector.oldest();
			case LATEST -> inspector.tail();
			default -> sequence(from);
		};
	}

	private static long sequence(String from) {
		try {
			long sequence = Long.parseLong(from);
			if (sequence >= 0) {
				return sequence;
			}
		}
		catch (NumberFormatException ex) {
			// said below, as of a negative one
		}
		throw new IllegalArgumentException("--from=" + from + " (expected: a sequence from 0, earliest or latest)");
	}

	/** Show a slot and say where to go on. */
	private long show(Report report, RingFileInspector inspector, SlotSnapshot slot) {
		switch (slot.state()) {
			case OVERWRITTEN -> {
				long oldest = Math.max(slot.next(), inspector.oldest());
				gone(report, slot.sequence(), oldest);
				return oldest;
			}
			case INSIDE -> {
				return slot.next();
			}
			case PUBLISHED -> published(report, inspector, slot);
			default -> {
				this.damaged |= slot.state() == SlotState.DAMAGED;
				line(report, slot, null);
			}
		}
		return slot.next();
	}

	private void published(Report report, RingFileInspector inspector, SlotSnapshot slot) {
		byte[] bytes = (this.payload != PayloadForm.NONE) ? inspector.payload(slot) : null;
		if (this.payload == PayloadForm.NONE) {
			line(report, slot, null);
		}
		else if (bytes == null) {
			gone(report, slot.sequence(), slot.next());
		}
		else {
			line(report, slot,
					(this.payload == PayloadForm.HEX) ? EventTexts.hex(bytes) : this.texts.decode(slot.type(), bytes));
		}
		this.shown++;
	}

	private static void gone(Report report, long from, long to) {
		if (report.isJson()) {
			Map<String, Object> json = new LinkedHashMap<>();
			json.put("sequence", from);
			json.put("state", SlotState.OVERWRITTEN.name());
			json.put("to", to);
			report.jsonLine(json);
		}
		else {
			report.line("%d  OVERWRITTEN  up to %d".formatted(from, to));
		}
	}

	private void line(Report report, SlotSnapshot slot, @Nullable Object payload) {
		if (report.isJson()) {
			report.jsonLine(json(slot, payload));
			return;
		}
		StringBuilder line = new StringBuilder();
		line.append(slot.sequence()).append("  ").append(slot.state()).append("  by=").append(slot.owner());
		if (slot.state() == SlotState.PUBLISHED) {
			String name = this.texts.name(slot.type());
			line.append("  type=").append(slot.type()).append(name.isEmpty() ? "" : " (" + name + ")");
			line.append("  length=").append(slot.lengthBytes());
			line.append((slot.slots() > 1) ? "  slots=" + slot.slots() : "");
			headers(line, slot.headers());
		}
		report.line(line.toString());
		if (payload != null) {
			report.line("  " + payload);
		}
	}

	private static void headers(StringBuilder line, SlotHeaderSnapshot headers) {
		Long publishTimeNs = headers.publishTimeNs();
		Long keyHash = headers.keyHash();
		line.append((publishTimeNs != null) ? "  published=" + time(publishTimeNs) : "");
		line.append((keyHash != null) ? "  key=" + Long.toHexString(keyHash) : "");
		line.append((headers.traceparent() != null) ? "  trace=" + headers.traceparent() : "");
		headers.user().forEach((key, value) -> line.append("  ").append(key).append('=').append(value));
	}

	private static String time(long nanos) {
		return Instant.ofEpochSecond(0, nanos).toString();
	}

	private Map<String, Object> json(SlotSnapshot slot, @Nullable Object payload) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("sequence", slot.sequence());
		json.put("state", slot.state().name());
		json.put("participant", slot.owner());
		if (slot.state() == SlotState.PUBLISHED) {
			SlotHeaderSnapshot headers = slot.headers();
			Long publishTimeNs = headers.publishTimeNs();
			Long keyHash = headers.keyHash();
			json.put("type", slot.type());
			json.put("typeName", this.texts.name(slot.type()));
			json.put("lengthBytes", slot.lengthBytes());
			json.put("slots", slot.slots());
			json.put("published", (publishTimeNs != null) ? time(publishTimeNs) : null);
			json.put("keyHash", (keyHash != null) ? Long.toHexString(keyHash) : null);
			json.put("traceparent", headers.traceparent());
			json.put("user", headers.user());
			if (payload != null) {
				json.put("payload", payload);
			}
		}
		return json;
	}

}
