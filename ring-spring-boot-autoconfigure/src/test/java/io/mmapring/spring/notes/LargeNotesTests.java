package io.mmapring.spring.notes;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.error.EventTooLargeException;
import io.mmapring.event.Chars;
import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.RingTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Events that are larger than a slot, from the producer's method to the listener's. */
class LargeNotesTests {

	private static final int PAYLOAD = 48;

	private static final int MAX = 64 / 4 * PAYLOAD;

	@TempDir
	Path directory;

	@Test
	void largeRecordsGoFromAnInterfaceToListenersOfEventsAndOfBatches() {
		runner().withBean(NoteReaders.class).run((context) -> {
			Notes notes = context.getBean(Notes.class);
			NoteReaders readers = context.getBean(NoteReaders.class);
			List<Note> all = LongStream.range(0, 50).mapToObj(Note::of).toList();
			for (int i = 0; i < 48; i++) {
				notes.written(all.get(i));
			}
			RingContexts.untilAsserted(() -> assertThat(readers.batches).hasSize(48));
			RingContexts.untilAsserted(() -> assertThat(readers.each).hasSize(48));
			assertThat(notes.allWritten(all.subList(48, 50))).isEqualTo(48L * 7);
			RingContexts.untilAsserted(() -> assertThat(readers.each).isEqualTo(all));
			RingContexts.untilAsserted(() -> assertThat(readers.batches).isEqualTo(all));
		});
	}

	@Test
	void whenTheRingHasNoRoomForAllSlotsTryReturnsFalse() {
		runner().withPropertyValues("ring.rings.notes.groups=nobody").run((context) -> {
			Notes notes = context.getBean(Notes.class);
			for (int i = 0; i < 64 / 7; i++) {
				assertThat(notes.tryWritten(Note.of(i))).isTrue();
			}
			assertThat(notes.tryWritten(Note.of(9))).isFalse();
		});
	}

	@Test
	void largeTextsGoThroughASender() {
		runner().withBean(TextSender.class).withBean(Texts.class).run((context) -> {
			RingSender<String> sender = context.getBean(TextSender.class).texts;
			String large = "ä".repeat(MAX / 2);
			assertThat(sender.send(large)).isZero();
			assertThat(sender.sendAll(List.of("small", large, ""))).isEqualTo(16);
			assertThat(sender.trySend("end")).isTrue();
			Texts texts = context.getBean(Texts.class);
			RingContexts.untilAsserted(() -> assertThat(texts.taken).containsExactly(large, "small", large, "", "end"));
		});
	}

	@Test
	void largeBytesGoThroughTheTemplate() {
		runner().withBean(Blobs.class).run((context) -> {
			byte[] large = new byte[MAX];
			large[MAX - 1] = 7;
			context.getBean(RingTemplate.class).send("blobs", large);
			Blobs blobs = context.getBean(Blobs.class);
			RingContexts.untilAsserted(() -> assertThat(blobs.bytes).containsExactly(large));
			RingContexts.untilAsserted(() -> assertThat(blobs.lastBytes).containsExactly((byte) 7));
		});
	}

	@Test
	void whenAnEventIsTooLargeTheSenderIsToldAndNothingIsPublished() {
		runner().withBean(TextSender.class).withBean(Texts.class).run((context) -> {
			RingSender<String> sender = context.getBean(TextSender.class).texts;
			RingTemplate template = context.getBean(RingTemplate.class);
			String tooLarge = "x".repeat(MAX + 1);
			for (Runnable sending : List.<Runnable>of(() -> sender.send(tooLarge), () -> sender.trySend(tooLarge),
					() -> sender.sendAll(List.of("", tooLarge)), () -> template.send("texts", tooLarge))) {
				assertThatExceptionOfType(EventTooLargeException.class).isThrownBy(sending::run)
					.withMessageContaining(
							"event is too large for ring 'texts': length=769 bytes (expected: 0 to 768, a quarter of the ring)");
			}
			assertThatExceptionOfType(EventTooLargeException.class)
				.isThrownBy(() -> template.send("letters", new Letter(1, "short")))
				.withMessageContaining("event is too large for ring 'letters': length=1010 bytes");
			assertThat(sender.send("first")).isZero();
			Texts texts = context.getBean(Texts.class);
			RingContexts.untilAsserted(() -> assertThat(texts.taken).containsExactly("first"));
			assertThat(context.getBean(RingListenerRegistry.class).get("texts").errors()).isZero();
		});
	}

	private ApplicationContextRunner runner() {
		ApplicationContextRunner runner = RingContexts.in(this.directory).withUserConfiguration(Notebook.class);
		for (String ring : List.of("notes", "texts", "blobs", "letters")) {
			runner = runner.withPropertyValues("ring.rings." + ring + ".slots=64",
					"ring.rings." + ring + ".slot-size=64B");
		}
		return runner;
	}

	/** Too large for the ring whatever it holds. */
	@RingEvent
	record Letter(long id, @Chars(1000) String text) {
	}

	static class NoteReaders {

		final List<Note> each = new CopyOnWriteArrayList<>();

		final List<Note> batches = new CopyOnWriteArrayList<>();

		@RingListener(ring = "notes", id = "each", ackMode = "record")
		void on(Note note) {
			this.each.add(note);
		}

		@RingListener(ring = "notes", id = "batches", maxBatchSize = "4")
		void on(List<Note> notes) {
			this.batches.addAll(notes);
		}

	}

	static class TextSender {

		@Autowired
		@RingProducer("texts")
		RingSender<String> texts;

	}

	static class Texts {

		final List<String> taken = new CopyOnWriteArrayList<>();

		@RingListener(ring = "texts", id = "texts")
		void on(String text) {
			this.taken.add(text);
		}

	}

	static class Blobs {

		final List<byte[]> bytes = new CopyOnWriteArrayList<>();

		final List<Byte> lastBytes = new CopyOnWriteArrayList<>();

		@RingListener(ring = "blobs", id = "bytes")
		void onBytes(byte[] event) {
			this.bytes.add(event);
		}

		@RingListener(ring = "blobs", id = "buffer")
		void onBuffer(DirectBuffer event) {
			this.lastBytes.add(event.getByte(event.capacity() - 1));
		}

	}

}
