package io.mmapring.process;

import java.nio.file.Path;

/**
 * What the other class loader does, called by reflection with types that both know.
 */
public final class ParticipantThere {

	private static TestRing ring;

	private static Attachment attachment;

	private ParticipantThere() {
	}

	public static String attach(String directory) {
		ring = TestRing.in(Path.of(directory));
		attachment = ring.attach("there");
		return Integer.toString(attachment.id());
	}

	public static String anyDead(String ignored) {
		return Boolean.toString(ring.liveness().anyDead());
	}

	public static String probe(String directory) {
		return Boolean.toString(TestRing.in(Path.of(directory)).liveness().anyDead());
	}

	public static String holdsLock(String ignored) {
		return Boolean.toString(attachment.holdsLock());
	}

	public static String detach(String ignored) {
		attachment.detach();
		return Boolean.toString(attachment.holdsLock());
	}

}
