package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.mmapring.Ring;

/** Opens a ring many times and stays. */
public final class ManyParticipantsMain {

	private ManyParticipantsMain() {
	}

	public static void main(String[] args) throws IOException {
		List<Ring> rings = new ArrayList<>();
		for (int i = 0; i < Integer.parseInt(args[1]); i++) {
			rings.add(Ring.builder("orders").directory(Path.of(args[0])).application("crowd").open());
		}
		System.out.println("attached " + rings.size());
		System.in.read();
		rings.forEach(Ring::close);
	}

}
