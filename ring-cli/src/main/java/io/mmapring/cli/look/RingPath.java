package io.mmapring.cli.look;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.RingDirectories;
import io.mmapring.file.RingFile;

/**
 * Finds the file of a ring that somebody named.
 */
public final class RingPath {

	private RingPath() {
	}

	/**
	 * Find a ring's file.
	 * @param named a ring's name, or the path of its directory or file
	 * @param directory where rings lie, or {@code null} for where they lie by default
	 * @return the path of the file, which need not exist
	 */
	public static Path of(String named, @Nullable Path directory) {
		Path path = path(named);
		boolean isName = path.getNameCount() == 1 && !named.contains("/") && !named.startsWith(".");
		if (isName) {
			Path ring = parent(directory).resolve(named);
			if (Files.exists(ring, LinkOption.NOFOLLOW_LINKS) || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
				return ring.resolve(RingFile.FILE_NAME);
			}
		}
		Path absolute = path.toAbsolutePath().normalize();
		return Files.isDirectory(absolute) ? absolute.resolve(RingFile.FILE_NAME) : absolute;
	}

	/**
	 * Where rings lie.
	 * @param directory the directory, or {@code null} for the default
	 * @return an absolute path
	 */
	public static Path parent(@Nullable Path directory) {
		return ((directory != null) ? directory : RingDirectories.defaultParentPath()).toAbsolutePath().normalize();
	}

	/**
	 * Read a path.
	 * @param text the path
	 * @return the path
	 * @throws IllegalArgumentException if it cannot be one
	 */
	public static Path path(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException ex) {
			throw new IllegalArgumentException("'" + text + "' (expected: a path)", ex);
		}
	}

	/**
	 * What people call a ring whose file cannot be read.
	 * @param file its file
	 * @return the name of its directory, or of the file if it is a copied one
	 */
	public static String name(Path file) {
		Path name = Objects.requireNonNull(file.getFileName());
		Path parent = file.getParent();
		Path directory = (parent != null) ? parent.getFileName() : null;
		return (directory != null && name.toString().equals(RingFile.FILE_NAME)) ? directory.toString()
				: name.toString();
	}

}
