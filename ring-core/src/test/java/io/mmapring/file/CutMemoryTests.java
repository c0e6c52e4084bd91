package io.mmapring.file;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;

/** What a JVM makes of memory that is not there: an error, and never its own end. */
@Timeout(120)
class CutMemoryTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "load", "store", "compare-and-set", "get-and-add", "copy-out", "copy-in" })
	void anAccessToACutFileIsAnErrorAndTheJvmGoesOn(String access) throws IOException {
		try (ChildJvm child = ChildJvm.start(CutMemoryMain.class, this.directory.resolve("file"), access)) {
			assertThat(child.line()).isEqualTo("InternalError");
			assertThat(child.line()).isEqualTo(ChildJvm.END);
			assertThat(child.exit()).isZero();
		}
	}

}
