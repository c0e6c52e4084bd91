package io.mmapring.process;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for several class loaders of one JVM, such as two applications in one server,
 * which share the kernel's locks but not the classes.
 */
class ClassLoadersTests {

	@TempDir
	Path directory;

	private TestRing ring;

	private URLClassLoader other;

	@BeforeEach
	void setUp() throws Exception {
		this.ring = TestRing.in(this.directory);
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
			urls.add(Path.of(entry).toUri().toURL());
		}
		this.other = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

	@AfterEach
	void tearDown() throws Exception {
		this.other.close();
	}

	@Test
	void whenOtherClassLoaderTriesTheLockItIsNotDropped() throws Exception {
		Path file = this.directory.resolve("g-00-00.lock");
		HeldLock lock = LockKeeper.tryLock(file);
		assertThat(lock).isNotNull();
		Method tryLock = this.other.loadClass(LockKeeper.class.getName()).getMethod("tryLock", Path.class);
		assertThat(tryLock.invoke(null, file)).isNull();
		assertThat(lock.isHeld()).isTrue();
		lock.release();
		Object taken = tryLock.invoke(null, file);
		assertThat(taken).isNotNull();
		assertThat(taken).isNotInstanceOf(HeldLock.class);
		assertThat(LockKeeper.tryLock(file)).isNull();
		Class<?> heldLock = this.other.loadClass(HeldLock.class.getName());
		assertThat(heldLock.getMethod("isHeld").invoke(taken)).isEqualTo(true);
		heldLock.getMethod("release").invoke(taken);
		assertThat(LockFiles.isOpenHere(file)).isFalse();
	}

	@Test
	void whenBothAttachNeitherTakesTheOtherForDead() throws Exception {
		Attachment here = this.ring.attach("here");
		Class<?> there = this.other.loadClass(ParticipantThere.class.getName());
		assertThat(there.getClassLoader()).isSameAs(this.other);
		assertThat(call(there, "attach", this.directory.toString())).isEqualTo("2");
		Liveness liveness = this.ring.liveness();
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "child")) {
			assertThat(child.line()).isEqualTo("3");
			for (int round = 0; round < 20; round++) {
				assertThat(liveness.anyDead()).isFalse();
				assertThat(call(there, "anyDead", "")).isEqualTo("false");
				assertThat(child.ask("is-dead 1")).isEqualTo("false");
				assertThat(child.ask("is-dead 2")).isEqualTo("false");
			}
			assertThat(here.holdsLock()).isTrue();
			assertThat(call(there, "holdsLock", "")).isEqualTo("true");
			child.kill();
			assertThat(this.ring.liveness().isDead(3)).isTrue();
			assertThat(call(there, "anyDead", "")).isEqualTo("true");
		}
		assertThat(call(there, "detach", "")).isEqualTo("false");
		assertThat(here.holdsLock()).isTrue();
		here.detach();
	}

	@Test
	void whenBothProbeAndAttachAtOnceNoLockIsLost() throws Exception {
		Class<?> there = this.other.loadClass(ParticipantThere.class.getName());
		Attachment first = this.ring.attach("first");
		ProcessIdentity me = ProcessIdentity.current();
		ProcessIdentity dead = new ProcessIdentity(me.pid(), me.startTime() - 1, me.pidNamespace());
		for (int round = 0; round < 50; round++) {
			// the other class loader may still judge number 2 by this entry while it is
			// swept and taken here
			this.ring.participants().attaching(2, dead, "dead", round);
			this.ring.participants().live(2);
			Thread prober = new Thread(() -> call(there, "probe", this.directory.toString()));
			prober.start();
			Attachment attachment = this.ring.attach("second");
			prober.join();
			assertThat(attachment.holdsLock()).isTrue();
			attachment.detach();
		}
		assertThat(first.holdsLock()).isTrue();
		first.detach();
	}

	@Test
	void whenNumberIsTakenHereWhileOtherIsAboutToLookItDoesNotOpenTheFile() throws Exception {
		Class<?> there = this.other.loadClass(ParticipantThere.class.getName());
		ProcessIdentity me = ProcessIdentity.current();
		Participants participants = this.ring.participants();
		participants.attaching(1, new ProcessIdentity(me.pid(), me.startTime() - 1, me.pidNamespace()), "dead", 1);
		participants.live(1);
		Path file = this.ring.lockFile(1);
		Thread prober = new Thread(() -> call(there, "probe", this.directory.toString()));
		FileChannel channel;
		synchronized (LockFiles.MONITOR) {
			prober.start();
			Await.until(ClassLoadersTests::waitsForMonitor, Thread::getAllStackTraces);
			channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			assertThat(channel.tryLock()).isNotNull();
			participants.attaching(1, me, "next", 2);
			participants.live(1);
		}
		prober.join();
		assertThat(LockFiles.lockedDescriptor(file)).isNotNull();
		channel.close();
		assertThat(LockFiles.isOpenHere(file)).isFalse();
		assertThat(participants.state(1)).isEqualTo(Participants.LIVE);
	}

	private static boolean waitsForMonitor() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals("ring-locks") && thread.getState() == Thread.State.BLOCKED);
	}

	@Test
	void whenTableNamesAnotherForOwnLockItIsNotDropped() throws Exception {
		Class<?> there = this.other.loadClass(ParticipantThere.class.getName());
		Attachment first = this.ring.attach("first");
		this.ring.participants()
			.attaching(1, new ProcessIdentity(1, 2, ProcessIdentity.current().pidNamespace()), "x", 4);
		this.ring.participants().live(1);
		for (int round = 0; round < 3; round++) {
			assertThat(call(there, "probe", this.directory.toString())).isEqualTo("false");
			assertThat(first.holdsLock()).isTrue();
		}
		first.detach();
	}

	private static String call(Class<?> type, String method, String argument) {
		try {
			return (String) type.getMethod(method, String.class).invoke(null, argument);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
