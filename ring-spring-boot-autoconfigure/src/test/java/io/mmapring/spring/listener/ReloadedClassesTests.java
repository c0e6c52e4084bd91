package io.mmapring.spring.listener;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is restarted in the same JVM with other classes of the same names,
 * as devtools does.
 */
class ReloadedClassesTests {

	private static final String RELOADED = ReloadedApplication.class.getPackageName() + ".Reloaded";

	@TempDir
	Path directory;

	@Test
	void theNextOneGoesOnWhereTheOneBeforeStopped() throws Exception {
		assertThat(runOnce("0-3")).isEqualTo("taken [0, 1, 2]");
		assertThat(runOnce("3-5")).isEqualTo("taken [3, 4]");
		assertThat(runOnce("5-6")).isEqualTo("taken [5]");
	}

	/** Start the application with classes of its own, send and stop. */
	private String runOnce(String events) throws Exception {
		URL classes = ReloadedApplication.class.getProtectionDomain().getCodeSource().getLocation();
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (RestartClassLoader loader = new RestartClassLoader(classes, before)) {
			thread.setContextClassLoader(loader);
			Class<?> application = loader.loadClass(ReloadedApplication.class.getName());
			assertThat(application).isNotSameAs(ReloadedApplication.class);
			@SuppressWarnings("unchecked")
			Function<String, String> run = (Function<String, String>) application.getDeclaredConstructor()
				.newInstance();
			return run.apply(URI.create(this.directory.toUri() + "#" + events).toString());
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/** Loads the application's own classes itself, all others from its parent. */
	private static final class RestartClassLoader extends URLClassLoader {

		RestartClassLoader(URL classes, ClassLoader parent) {
			super(new URL[] { classes }, parent);
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith(RELOADED)) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
		}

	}

}
