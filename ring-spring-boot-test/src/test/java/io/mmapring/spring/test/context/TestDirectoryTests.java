package io.mmapring.spring.test.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The folder of a test context's rings. */
class TestDirectoryTests {

	@TempDir
	Path parent;

	@Test
	void isNotMadeBeforeItIsAskedFor() throws IOException {
		TestDirectory directory = new TestDirectory(this.parent);
		assertThat(folders()).isEmpty();
		assertThat(directory.path()).isEqualTo(directory.path());
		assertThat(folders()).hasSize(1);
		directory.destroy();
	}

	@Test
	void twoAreNotTheSame() throws IOException {
		TestDirectory first = new TestDirectory(this.parent);
		TestDirectory second = new TestDirectory(this.parent);
		assertThat(first.path()).isNotEqualTo(second.path());
		first.destroy();
		assertThat(folders()).containsExactly(second.path().getParent());
		second.destroy();
		assertThat(folders()).isEmpty();
	}

	@Test
	void isGoneWithWhatIsInItWhenItIsDestroyed() throws IOException {
		TestDirectory directory = new TestDirectory(this.parent);
		Files.createDirectories(directory.path().resolve("orders"));
		Files.writeString(directory.path().resolve("orders/ring.dat"), "a ring");
		directory.destroy();
		assertThat(folders()).isEmpty();
		assertThatThrownBy(directory::path).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("its context is closed");
	}

	@Test
	void whatAKilledTestHasLeftIsRemoved() throws IOException {
		Path orphan = Files.createDirectories(this.parent.resolve("ring-test-1/rings")).getParent();
		Files.createFile(orphan.resolve("lock"));
		Path other = Files.createDirectories(this.parent.resolve("other"));
		Path unlocked = Files.createDirectories(this.parent.resolve("ring-test-2"));
		TestDirectory directory = new TestDirectory(this.parent);
		directory.path();
		assertThat(folders()).containsExactlyInAnyOrder(directory.path().getParent(), other, unlocked);
		directory.destroy();
	}

	private Stream<Path> folders() throws IOException {
		try (Stream<Path> folders = Files.list(this.parent)) {
			return folders.toList().stream();
		}
	}

}
