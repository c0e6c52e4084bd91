package io.mmapring.cli.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import io.mmapring.cli.look.RingLook;
import io.mmapring.cli.look.RingPath;
import io.mmapring.file.AdminLock;
import io.mmapring.file.RingFile;
import io.mmapring.file.RingFileView;
import io.mmapring.inspect.ParticipantPresence;
import io.mmapring.process.Presence;
import io.mmapring.process.PresenceLook;

/**
 * What can be wrong with the file of a ring that can be read.
 */
final class FileChecks {

	private static final String REMOVE = "stop the processes that have it open, remove it (rm), start them again";

	private final RingLook look;

	private final RingFileView file;

	private final List<Finding> findings = new ArrayList<>();

	FileChecks(RingLook look) {
		this.look = look;
		this.file = look.inspector().file();
	}

	List<Finding> run() throws IOException {
		damage();
		boot();
		place();
		permissions();
		leftOver();
		space();
		return this.findings;
	}

	private void damage() {
		String mark = this.file.mark();
		if (mark != null) {
			this.findings.add(Finding.problem("MARKED_DAMAGED", "nobody may use the ring any more", mark, REMOVE));
		}
		String damage = this.look.inspector().damage();
		if (damage != null) {
			this.findings.add(Finding.problem("DAMAGED", "the file holds what no process writes", damage, REMOVE));
		}
	}

	private void boot() {
		if (this.file.isOfAnotherBoot()) {
			this.findings.add(Finding.note("OLDER_BOOT", "the file is from before the last boot of this machine",
					"it was not removed; no process of now can have it open",
					"nothing: the next process that opens the ring makes a new one, unless it is configured to refuse; or remove it (rm)"));
		}
	}

	/** Whether the file is where it was made, and is the one that others have. */
	private void place() throws IOException {
		List<ParticipantPresence> elsewhere = this.look.all(Presence.ELSEWHERE);
		if (!elsewhere.isEmpty()) {
			String who = elsewhere.get(0).info().toString();
			boolean locked = !PresenceLook.heldLocks(this.file.directory()).isEmpty();
			if (locked) {
				this.findings.add(
						Finding
							.problem("REPLACED", "the file is not the one that living processes of the ring use",
									who + " has another file mapped: this one was put in its place",
									"stop those processes, remove the ring (rm), start them again")
							.by(elsewhere.get(0)));
			}
			else {
				this.findings.add(
						Finding
							.note("COPY", "the file is a copy: nobody has it open, and nothing moves in it",
									who + " is in its table, and has another file mapped",
									"look at the ring itself, if it is still there")
							.by(elsewhere.get(0)));
			}
		}
		String name = RingPath.name(this.file.path());
		String fileName = String.valueOf(this.file.path().getFileName());
		if (fileName.equals(RingFile.FILE_NAME) && !name.equals(this.file.header().name())) {
			this.findings.add(
					Finding
						.problem("MOVED", "no process can open the ring here",
								"directory=%s (expected: %s, the name in the file): it was moved or copied"
									.formatted(name, this.file.header().name()),
								"give the directory that name, or remove it"));
		}
	}

	private void permissions() throws IOException {
		check(this.file.path(), this.file.attributes());
		Path directory = this.file.directory();
		PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class,
				LinkOption.NOFOLLOW_LINKS);
		// of a copied file the directory may be anybody's
		if (Files.exists(directory.resolve(AdminLock.FILE_NAME), LinkOption.NOFOLLOW_LINKS)) {
			check(directory, attributes);
			if (!attributes.owner().equals(this.file.attributes().owner())) {
				this.findings.add(Finding.problem("OWNER",
						"processes refuse to open the ring: directory and file have different owners",
						"owner of the directory=%s, of the file=%s (expected: the same)"
							.formatted(attributes.owner().getName(), this.file.attributes().owner().getName()),
						"give both to the user that the processes run as: chown"));
			}
		}
	}

	private void check(Path path, PosixFileAttributes attributes) {
		if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
			this.findings.add(
					Finding
						.problem("PERMISSIONS", "processes refuse to open the ring: everybody may write to it",
								"mode of %s=%s (expected: not writable by everybody)".formatted(path,
										PosixFilePermissions.toString(attributes.permissions())),
								"chmod o-rwx " + path));
		}
	}

	private void leftOver() throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.file.directory(), "ring.dat.tmp-*")) {
			for (Path path : files) {
				if (this.look.adminPid() == 0) {
					this.findings.add(Finding.note("LEFT_OVER", "a file is left over: " + path,
							"a process died while it created the ring",
							"nothing: the next that creates one removes it"));
				}
			}
		}
	}

	private void space() throws IOException {
		long usable = Files.getFileStore(this.file.path()).getUsableSpace();
		long size = this.file.attributes().size();
		if (usable < size) {
			this.findings.add(Finding.note("LOW_SPACE", "there is no room for another ring like this one",
					"usable=%d bytes (expected: at least %d)".formatted(usable, size),
					"make room before the ring is created anew; as it is, it needs no more"));
		}
	}

}
