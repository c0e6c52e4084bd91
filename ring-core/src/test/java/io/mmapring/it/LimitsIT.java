package io.mmapring.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.ChildJvm;
import io.mmapring.Ring;
import io.mmapring.error.RingLimitException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Limits of a ring and of a process, met for real. */
@Timeout(300)
class LimitsIT {

	private static final int PARTICIPANTS = 255;

	private static final int OF_CHILD = 250;

	@TempDir
	Path directory;

	@Test
	void whenAllNumbersAreTakenTheLivingAreNamedAndTheDeadMakeRoom() throws Exception {
		List<Ring> rings = new ArrayList<>();
		try (ChildJvm child = ChildJvm.start(ManyParticipantsMain.class, this.directory, OF_CHILD)) {
			assertThat(child.line()).isEqualTo("attached " + OF_CHILD);
			while (rings.size() < PARTICIPANTS - OF_CHILD) {
				rings.add(open());
			}
			assertThatExceptionOfType(RingLimitException.class).isThrownBy(this::open)
				.withMessage(
						"cannot attach to ring 'orders': participants=255, all alive: 250 of process %d (application 'crowd'), 5 of process %d (application 'few') (expected: fewer than the limit of 255); close the ring in some of them; a process that opens it once takes one number",
						child.pid(), ProcessHandle.current().pid())
				.satisfies((ex) -> assertThat(ex.limit()).isEqualTo(PARTICIPANTS));
			child.kill();
			rings.add(open());
			assertThat(rings.get(rings.size() - 1).snapshot().participants()).hasSize(PARTICIPANTS - OF_CHILD + 1);
		}
		finally {
			rings.forEach(Ring::close);
		}
	}

	private Ring open() {
		return Ring.builder("orders").directory(this.directory).application("few").open();
	}

	@Test
	void whenNoFileCanBeOpenedTheLimitIsNamedAndTheRingGoesOn() throws Exception {
		List<String> limited = List.of("bash", "-c", "ulimit -n 64 && exec \"$0\" \"$@\"");
		try (ChildJvm child = ChildJvm.startUnder(limited, FewOpenFilesMain.class, this.directory)) {
			assertThat(child.line()).startsWith("warm-up: ");
			assertThat(child.line()).isEqualTo("open true");
			String limit = ": open files=as many as this process may have (expected: fewer than its limit of 64); find out what leaves files open, or raise the limit (ulimit -n; of a service: LimitNOFILE)";
			assertThat(child.line())
				.isEqualTo("open: cannot open " + this.directory.resolve("others/admin.lock") + limit);
			assertThat(child.line()).startsWith("attach: cannot open " + this.directory.resolve("orders/"))
				.endsWith(limit);
			assertThat(child.line()).startsWith("consumer: cannot open " + this.directory.resolve("orders/"))
				.endsWith(limit);
			assertThat(child.line()).isEqualTo("taken 1");
			// neither a false alarm nor any other line
			assertThat(child.line()).isEqualTo("failure null");
			assertThat(child.line()).isEqualTo("then 2");
			assertThat(child.line()).isEqualTo(ChildJvm.END);
			assertThat(child.exit()).isZero();
		}
	}

}
