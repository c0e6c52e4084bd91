package io.mmapring.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import io.mmapring.cli.look.RingPath;
import io.mmapring.cli.report.Report;
import io.mmapring.cli.report.Table;
import io.mmapring.file.RingFile;

/** Lists rings. */
@Command(name = "ls", mixinStandardHelpOptions = true,
		description = "Lists rings: size, tail, lag of the slowest group, who lives. Also what lies there and is none.")
final class LsCommand extends RingCommand {

	@Parameters(paramLabel = "PATH", arity = "0..*",
			description = "Directories of rings, or files (default: where rings lie).")
	List<Path> paths = new ArrayList<>();

	@Override
	int run(Report report) throws IOException {
		List<ListedRing> rings = new ArrayList<>();
		if (this.paths.isEmpty()) {
			Path parent = RingPath.parent(this.directory);
			if (this.directory != null || Files.exists(parent)) {
				rings.addAll(in(parent));
			}
			else if (!report.isJson()) {
				report.line("no rings: " + parent + " does not exist");
			}
		}
		for (Path path : this.paths) {
			rings.addAll(in(path.toAbsolutePath().normalize()));
		}
		if (report.isJson()) {
			Map<String, Object> json = new LinkedHashMap<>();
			json.put("rings", rings.stream().map(ListedRing::json).toList());
			report.json(json);
		}
		else if (!rings.isEmpty()) {
			report.table(table(rings));
			rings.stream()
				.filter(ListedRing::isOdd)
				.forEach((ring) -> report.line(ring.name() + ": " + ring.problem()));
		}
		if (!rings.isEmpty() && rings.stream().allMatch(ListedRing::isClosed)) {
			return ExitCodes.UNUSABLE;
		}
		return rings.stream().anyMatch(ListedRing::isOdd) ? ExitCodes.FOUND : ExitCodes.FINE;
	}

	private static List<ListedRing> in(Path path) throws IOException {
		if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
			throw new IllegalArgumentException(
					"cannot look at %s: file=none (expected: a directory of rings, or a file); correct the path, or run as its owner"
						.formatted(path));
		}
		if (!Files.isDirectory(path)) {
			return List.of(ListedRing.of(path));
		}
		Path file = path.resolve(RingFile.FILE_NAME);
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
			return List.of(ListedRing.of(file));
		}
		List<Path> directories = new ArrayList<>();
		try (DirectoryStream<Path> children = Files.newDirectoryStream(path, Files::isDirectory)) {
			children.forEach(directories::add);
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		catch (AccessDeniedException ex) {
			throw new IllegalArgumentException(
					"cannot look into %s: access denied (expected: read access); run as its owner".formatted(path), ex);
		}
		directories.sort(null);
		return directories.stream().map((directory) -> ListedRing.of(directory.resolve(RingFile.FILE_NAME))).toList();
	}

	private static Table table(List<ListedRing> rings) {
		Table table = new Table("RING", "STATE", ">SLOTS", ">SLOT SIZE", ">TAIL", ">LAG", "SLOWEST GROUP", "OPEN IN",
				"FILE");
		for (ListedRing ring : rings) {
			table.row(ring.name(), ring.state(), ring.field("slots"), ring.field("slotSizeBytes"), ring.field("tail"),
					ring.field("lag"), ring.field("slowestGroup"), living(ring), ring.file());
		}
		return table;
	}

	private static String living(ListedRing ring) {
		String living = ring.living()
			.stream()
			.map((one) -> one.info().application() + "(" + one.info().pid() + ")")
			.collect(Collectors.joining(" "));
		return living.isEmpty() ? "-" : living;
	}

}
