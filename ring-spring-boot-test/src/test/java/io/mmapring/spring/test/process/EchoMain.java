package io.mmapring.spring.test.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Says again what it is told, until it is told to end. */
public final class EchoMain {

	private EchoMain() {
	}

	public static void main(String[] args) throws IOException {
		System.out.println("arguments: " + List.of(args));
		System.out.println("variable: " + System.getenv("RING_ECHO"));
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = in.readLine(); line != null && !line.equals("end"); line = in.readLine()) {
			System.out.println("echo: " + line);
		}
		System.exit(7);
	}

}
