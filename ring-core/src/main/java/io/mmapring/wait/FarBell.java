package io.mmapring.wait;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Rings at another participant's socket: one byte, over a connection that stays. Nothing
 * here waits for the other one. If its buffer is full it has not yet heard what was rung
 * before, and need not hear more. The channel is non-blocking, so that an interrupt of
 * the thread that publishes does not close it.
 * <p>
 * Threads: safe for any number of threads.
 */
final class FarBell {

	/**
	 * After a failure, how long to leave it alone: each try costs as much as an event.
	 */
	private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

	private final Path file;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(1);

	private @Nullable SocketChannel channel;

	private @Nullable String failure;

	private boolean told;

	private long failedNs;

	FarBell(Path file) {
		this.file = file;
	}

	synchronized void ring(byte sound) {
		if (this.failure != null && System.nanoTime() - this.failedNs < PAUSE_NS) {
			return;
		}
		// an old connection may be to one that had the number before
		if (this.channel != null && write(this.channel, sound)) {
			return;
		}
		close();
		try {
			this.channel = connect();
		}
		catch (IOException | RuntimeException ex) {
			failed(ex.toString());
			return;
		}
		if (write(this.channel, sound)) {
			this.failure = null;
			this.told = false;
		}
		else {
			close();
			failed("the connection was closed");
		}
	}

	private SocketChannel connect() throws IOException {
		SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
		boolean done = false;
		try {
			channel.configureBlocking(false);
			if (!channel.connect(UnixDomainSocketAddress.of(this.file))) {
				throw new IOException("too many wait to be let in");
			}
			done = true;
			return channel;
		}
		finally {
			if (!done) {
				channel.close();
			}
		}
	}

	private boolean write(SocketChannel channel, byte sound) {
		this.buffer.clear();
		this.buffer.put(0, sound);
		try {
			channel.write(this.buffer);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void failed(String failure) {
		this.failure = failure;
		this.failedNs = System.nanoTime();
	}

	/**
	 * Why nobody could be reached, unless that was told before.
	 * @return the reason in words, or {@code null}
	 */
	synchronized @Nullable String newFailure() {
		if (this.told || this.failure == null) {
			return null;
		}
		this.told = true;
		return this.failure;
	}

	synchronized void close() {
		SocketChannel channel = this.channel;
		this.channel = null;
		if (channel != null) {
			try {
				channel.close();
			}
			catch (IOException ex) {
				throw new IllegalStateException("a local socket cannot be closed", ex);
			}
		}
	}

}
