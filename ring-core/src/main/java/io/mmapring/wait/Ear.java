package io.mmapring.wait;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.FilePermissions;
import io.mmapring.file.RingLayout;

/**
 * The socket at which a participant hears others ring. All its channels are non-blocking,
 * so that an interrupt closes none of them. It is not inherited by processes that this
 * one starts: the JDK closes all descriptors there.
 * <p>
 * Threads: {@link #listen} by one thread at a time; the others by any.
 */
final class Ear {

	/** More than others are there, in case some come again before their end is seen. */
	private static final int MAX_CONNECTIONS = 2 * RingLayout.MAX_PARTICIPANTS;

	private static final int ALL = Awaited.EVENTS.sound | Awaited.POSITIONS.sound;

	private static final int BUFFER_BYTES = 256;

	private final Path file;

	private final Selector selector;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

	private final Consumer<SelectionKey> action = this::ready;

	/** Replaced under the monitor. */
	private ServerSocketChannel server;

	private SelectionKey serverKey;

	private @Nullable Object fileKey;

	/** Of the thread that listens. */
	private int heard;

	private Ear(Path file, Selector selector) throws IOException {
		this.file = file;
		this.selector = selector;
		this.server = bind(file);
		boolean done = false;
		try {
			this.fileKey = fileKey(file);
			this.serverKey = this.server.register(selector, SelectionKey.OP_ACCEPT);
			done = true;
		}
		finally {
			if (!done) {
				this.server.close();
			}
		}
	}

	/**
	 * Open the socket. What is there under its name is of the dead: the number is ours.
	 */
	static Ear open(Path file) throws IOException {
		Selector selector = Selector.open();
		boolean done = false;
		try {
			Ear ear = new Ear(file, selector);
			done = true;
			return ear;
		}
		finally {
			if (!done) {
				selector.close();
			}
		}
	}

	private static ServerSocketChannel bind(Path file) throws IOException {
		Files.deleteIfExists(file);
		ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		boolean done = false;
		try {
			server.configureBlocking(false);
			server.bind(UnixDomainSocketAddress.of(file), RingLayout.MAX_PARTICIPANTS);
			// until here the directory has kept others out
			Files.setPosixFilePermissions(file,
					FilePermissions.ofLockFilesIn(Objects.requireNonNull(file.getParent(), "the ring's directory")));
			done = true;
			return server;
		}
		finally {
			if (!done) {
				server.close();
			}
		}
	}

	private static @Nullable Object fileKey(Path file) throws IOException {
		try {
			return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * Wait for a ring, at most for some time. Returns at once if the thread is
	 * interrupted.
	 * @return the sounds that were heard; 0 for none
	 */
	int listen(long ns) throws IOException {
		this.heard = 0;
		try {
			this.selector.select(this.action, Math.max(1, TimeUnit.NANOSECONDS.toMillis(ns)));
		}
		catch (ClosedSelectorException ex) {
			// the ring is closed, as whoever waits is about to see
			return ALL;
		}
		return this.heard;
	}

	/** Have the one who listens, or is just about to, stop. */
	void wakeUp() {
		this.selector.wakeup();
	}

	private void ready(SelectionKey key) {
		try {
			if (key.isAcceptable()) {
				accept(key);
			}
			else {
				read(key);
			}
		}
		catch (CancelledKeyException ex) {
			// the socket was made anew just now
			this.heard = ALL;
		}
	}

	private void accept(SelectionKey key) {
		try {
			SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
			while (channel != null) {
				// who comes rings at once
				this.heard = ALL;
				if (this.selector.keys().size() > MAX_CONNECTIONS) {
					channel.close();
				}
				else {
					channel.configureBlocking(false);
					channel.register(this.selector, SelectionKey.OP_READ);
				}
				channel = ((ServerSocketChannel) key.channel()).accept();
			}
		}
		catch (IOException ex) {
			// such as too many open files: it would be reported again and again, so not
			// before the next look
			this.heard = ALL;
			key.interestOps(0);
		}
	}

	private void read(SelectionKey key) {
		SocketChannel channel = (SocketChannel) key.channel();
		try {
			this.buffer.clear();
			int count = channel.read(this.buffer);
			for (int i = 0; i < count; i++) {
				this.heard |= this.buffer.get(i) & ALL;
			}
			if (count < 0) {
				channel.close();
			}
		}
		catch (IOException ex) {
			// the other one is gone, and what it rang for is in the ring
			this.heard = ALL;
			close(channel);
		}
	}

	/**
	 * Look whether the socket is where others look for it, and make it anew if not.
	 * @return whether it was not there
	 */
	synchronized boolean look() throws IOException {
		if (!this.selector.isOpen()) {
			return false;
		}
		if (Objects.equals(fileKey(this.file), this.fileKey)) {
			if (this.serverKey.isValid() && this.serverKey.interestOps() == 0) {
				this.serverKey.interestOps(SelectionKey.OP_ACCEPT);
				this.selector.wakeup();
			}
			return false;
		}
		this.server.close();
		this.server = bind(this.file);
		this.fileKey = fileKey(this.file);
		this.serverKey = this.server.register(this.selector, SelectionKey.OP_ACCEPT);
		this.selector.wakeup();
		return true;
	}

	synchronized void close() {
		try {
			for (SelectionKey key : this.selector.keys()) {
				close(key.channel());
			}
			close(this.server);
		}
		catch (ClosedSelectorException ex) {
			// the second time
		}
		finally {
			close(this.selector);
		}
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("a local socket cannot be closed", ex);
		}
	}

}
