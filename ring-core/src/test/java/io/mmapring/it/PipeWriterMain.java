package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.mmapring.Ring;
import io.mmapring.stream.RingOutputStream;

/** Writes a file into a ring; dies in the midst of it if told so. */
public final class PipeWriterMain {

	private PipeWriterMain() {
	}

	public static void main(String[] arguments) throws IOException {
		try (Ring ring = PipeIT.ring(Path.of(arguments[0])); RingOutputStream out = RingOutputStream.open(ring)) {
			if (arguments.length > 2) {
				out.write(Files.readAllBytes(Path.of(arguments[1])), 0, Integer.parseInt(arguments[2]));
				out.flush();
				Runtime.getRuntime().halt(1);
			}
			Files.copy(Path.of(arguments[1]), out);
		}
		System.out.println("written");
	}

}
