package io.mmapring.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine;

/** What one command has said and its exit code. */
record CliRun(int exitCode, String out, String err) {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	static CliRun of(Object... arguments) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		CommandLine commandLine = RingCli.commandLine();
		commandLine.setOut(new PrintWriter(out, true));
		commandLine.setErr(new PrintWriter(err, true));
		String[] texts = new String[arguments.length];
		for (int i = 0; i < texts.length; i++) {
			texts[i] = arguments[i].toString();
		}
		int exitCode = commandLine.execute(texts);
		return new CliRun(exitCode, out.toString(), err.toString());
	}

	JsonNode json() {
		try {
			return MAPPER.readTree(this.out);
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError("no JSON: " + this.out, ex);
		}
	}

}
