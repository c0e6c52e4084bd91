package io.mmapring.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys and shards are as the page about the file says. */
class KeyHashTests {

	private static final int BYTES = 128;

	private static final Pattern TEXT = Pattern.compile("(?m)^\\| `\"(.*)\"` \\| `([0-9A-F]{16})` \\|$");

	private static final Pattern KEY = Pattern
		.compile("(?m)^\\| `(-?\\d+)` \\| `([0-9A-F]{16})` \\| (\\d+) \\| (\\d+) \\|$");

	@Test
	void textsHaveTheKeysOfThePage() {
		List<MatchResult> rows = TEXT.matcher(page()).results().toList();
		assertThat(rows).hasSizeGreaterThanOrEqualTo(5);
		for (MatchResult row : rows) {
			long key = Long.parseUnsignedLong(row.group(2), 16);
			assertThat(KeyHash.of(row.group(1))).as(row.group()).isEqualTo(key);
			assertThat(ofUtf8(row.group(1))).as(row.group()).isEqualTo(key);
		}
	}

	@Test
	void uuidsHaveTheirHalvesJoinedAsKey() {
		assertThat(KeyHash.of(new UUID(0x0F0F, 0x00FF))).isEqualTo(0x0FF0);
	}

	@Test
	void keysFallOnTheShardsOfThePage() {
		List<MatchResult> rows = KEY.matcher(page()).results().toList();
		assertThat(rows).hasSizeGreaterThanOrEqualTo(5);
		for (MatchResult row : rows) {
			long key = Long.parseLong(row.group(1));
			assertThat(KeyHash.mix(key)).as(row.group()).isEqualTo(Long.parseUnsignedLong(row.group(2), 16));
			assertThat(KeyHash.shard(key, 16)).as(row.group()).isEqualTo(Integer.parseInt(row.group(3)));
			assertThat(KeyHash.shard(key, 10)).as(row.group()).isEqualTo(Integer.parseInt(row.group(4)));
		}
	}

	@Test
	void anyTextHasTheKeyOfItsUtf8() {
		for (String text : List.of("\u00C4\u00D6", "\u20AC 5", "\uD83D\uDE80 go", "\uD83D", "a\uDE80b",
				"\u07FF\u0800\uFFFF")) {
			assertThat(KeyHash.of(text)).as(text).isEqualTo(ofUtf8(text));
		}
	}

	@Test
	void regularKeysSpreadEvenly() {
		int[] counts = new int[16];
		for (long key = 0; key < 16_000; key++) {
			counts[KeyHash.shard(key * 64, 16)]++;
		}
		assertThat(counts).isNotEmpty();
		for (int count : counts) {
			assertThat(count).isBetween(850, 1150);
		}
	}

	private static long ofUtf8(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(BYTES)));
		buffer.window(0, BYTES);
		buffer.putBytes(3, bytes);
		return KeyHash.of(buffer, 3, bytes.length);
	}

	private static String page() {
		try {
			return Files.readString(Path.of("..", "docs", "file-format.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException("run the tests in the module's directory", ex);
		}
	}

}
