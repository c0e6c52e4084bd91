package io.mmapring.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.mmapring.error.RingBusyException;

/**
 * A child that takes the admin lock, says so, and keeps it until it is told to go.
 */
public final class AdminLockMain {

	private AdminLockMain() {
	}

	public static void main(String[] arguments) throws IOException {
		try {
			AdminLock.with(Path.of(arguments[0]), TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[1])), () -> {
				System.out.println("locked");
				return System.in.read();
			});
		}
		catch (RingBusyException ex) {
			System.out.println(ex.getMessage());
		}
	}

}
