package io.mmapring;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the library logs while this is open. */
public final class Logs extends Handler implements AutoCloseable {

	/** Referred to: the log manager keeps loggers weakly. */
	private final Logger logger = Logger.getLogger("io.mmapring");

	private final List<String> lines = new CopyOnWriteArrayList<>();

	public Logs() {
		setLevel(Level.ALL);
		this.logger.setUseParentHandlers(false);
		this.logger.addHandler(this);
	}

	/** Lines that have a text in them, each with its level in front. */
	public List<String> with(String text) {
		return this.lines.stream().filter((line) -> line.contains(text)).toList();
	}

	@Override
	public void publish(LogRecord entry) {
		Object[] parameters = entry.getParameters();
		String text = (parameters != null && parameters.length > 0)
				? MessageFormat.format(entry.getMessage(), parameters) : entry.getMessage();
		this.lines.add(entry.getLevel() + " " + text);
	}

	@Override
	public void flush() {
		// nothing is held back
	}

	@Override
	public void close() {
		this.logger.removeHandler(this);
		this.logger.setUseParentHandlers(true);
	}

}
