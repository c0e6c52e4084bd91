package io.mmapring.process;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that attaches, says its number, and then does as it is told. */
public final class ParticipantMain {

	private static FileChannel prober;

	private ParticipantMain() {
	}

	public static void main(String[] args) throws IOException {
		TestRing ring = TestRing.in(Path.of(args[0]));
		if (args[1].equals("die-attaching")) {
			dieAttaching(ring, Integer.parseInt(args[2]));
		}
		Attachment attachment = ring.attach(args[1]);
		Liveness liveness = ring.liveness();
		System.out.println(attachment.id());
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			String[] words = line.split(" ", -1);
			System.out.println(switch (words[0]) {
				case "pid" -> ProcessIdentity.current().pid();
				case "namespace" -> ProcessIdentity.current().pidNamespace();
				case "holds" -> attachment.holdsLock();
				case "lose-lock" -> loseLock(ring.lockFile(attachment.id()));
				case "is-dead" -> liveness.isDead(Integer.parseInt(words[1]));
				case "locked" -> LockKeeper.tryLock(Path.of(words[1])) == null;
				case "share" -> share(Path.of(words[1]));
				case "detach" -> detach(attachment);
				default -> "what is " + line + "?";
			});
		}
	}

	private static String loseLock(Path file) throws IOException {
		new FileInputStream(file.toFile()).close();
		return "lost";
	}

	private static boolean share(Path file) throws IOException {
		prober = FileChannel.open(file, StandardOpenOption.READ);
		return prober.tryLock(0, Long.MAX_VALUE, true) != null;
	}

	private static String detach(Attachment attachment) {
		attachment.detach();
		return "detached";
	}

	private static void dieAttaching(TestRing ring, int id) {
		if (LockKeeper.tryLock(ring.lockFile(id)) == null) {
			throw new IllegalStateException("somebody has " + ring.lockFile(id));
		}
		ring.participants().attaching(id, ProcessIdentity.current(), "half", System.currentTimeMillis());
		System.out.println(id);
		Runtime.getRuntime().halt(137);
	}

}
