package io.mmapring.spring.delivery;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Events that are bytes. */
class RawListenerTests {

	@TempDir
	Path directory;

	@Test
	void whenBytesAreSentInAnyFormTheyAreTakenInAnyForm() {
		RingContexts.in(this.directory).withBean(Forms.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			template.send("raw", new byte[] { 1, 2, 3 });
			ByteBuffer part = ByteBuffer.wrap(new byte[] { 9, 1, 2, 3, 9 }).position(1).limit(4);
			template.send("raw", part);
			assertThat(part.remaining()).isEqualTo(3);
			template.send("raw", ByteBuffer.allocateDirect(3).put(new byte[] { 1, 2, 3 }).flip());
			Forms forms = context.getBean(Forms.class);
			RingContexts
				.until(() -> forms.arrays.size() == 3 && forms.buffers.size() == 3 && forms.flyweights.size() == 3);
			assertThat(forms.arrays).allMatch((bytes) -> bytes.length == 3 && bytes[0] == 1 && bytes[2] == 3);
			assertThat(forms.buffers).containsOnly("3 bytes, the last 3");
			assertThat(forms.flyweights).containsOnly("3 bytes, the last 3");
		});
	}

	static class Forms {

		final List<byte[]> arrays = new CopyOnWriteArrayList<>();

		final List<String> buffers = new CopyOnWriteArrayList<>();

		final List<String> flyweights = new CopyOnWriteArrayList<>();

		@RingListener(ring = "raw", id = "arrays")
		void take(byte[] bytes) {
			this.arrays.add(bytes);
		}

		@RingListener(ring = "raw", id = "buffers")
		void take(ByteBuffer bytes) {
			assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> bytes.put(0, (byte) 0));
			this.buffers.add(bytes.remaining() + " bytes, the last " + bytes.get(2));
		}

		@RingListener(ring = "raw", id = "flyweights")
		void take(DirectBuffer bytes) {
			this.flyweights.add(bytes.capacity() + " bytes, the last " + bytes.getByte(2));
		}

	}

}
