package io.mmapring.spring.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.springframework.context.ConfigurableApplicationContext;

/** Asks an application that listens on a port of its own, over HTTP. */
final class HttpLook {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private HttpLook() {
	}

	/** What it answers, whatever the status. */
	static String get(ConfigurableApplicationContext context, String path) {
		return ask(context, path).body();
	}

	static int status(ConfigurableApplicationContext context, String path) {
		return ask(context, path).statusCode();
	}

	static HttpResponse<String> ask(ConfigurableApplicationContext context, String path) {
		return send(context, "GET", path, "");
	}

	/** What it answers to a request with a JSON body. */
	static HttpResponse<String> send(ConfigurableApplicationContext context, String method, String path, String body) {
		String port = context.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build();
		try {
			return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
