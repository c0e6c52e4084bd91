package io.mmapring.codec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which layouts go together, and what is said of those that do not.
 */
class LayoutTextTests {

	private static final String LAYOUT = "tick: length 10; 0 id long; 8 side enum(BUY, SELL)";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			tick: length 10; 0 id long; 8 side enum(BUY, SELL)
			tick: length 8; 0 id long
			tick: length 0
			tick: length 12; 0 id long; 8 side enum(BUY, SELL); 10 lots short
			tick: length 10; 0 id long; 8 side enum(BUY, SELL, SHORT)
			tick: length 10; 0 id long; 8 side enum(BUY)
			tick: length 12; 0 id long; 8 side enum(BUY, SELL, SHORT); 10 lots short
			""")
	void whenComponentsOrConstantsWereAppendedThenTheyGoTogether(String other) {
		assertThat(LayoutText.mismatch(other, LAYOUT)).isNull();
		assertThat(LayoutText.mismatch(LAYOUT, other)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					tick: length 10; 0 id int; 8 side enum(BUY, SELL)        | component 1='0 id int' (expected: '0 id long')
					tick: length 10; 0 key long; 8 side enum(BUY, SELL)      | component 1='0 key long' (expected: '0 id long')
					tick: length 10; 0 id long; 8 side enum(SELL, BUY)       | component 2='8 side enum(SELL, BUY)' (expected: '8 side enum(BUY, SELL)')
					tick: length 10; 0 id long; 8 side enum(BUYS, SELL)      | component 2='8 side enum(BUYS, SELL)' (expected: '8 side enum(BUY, SELL)')
					tick: length 14; 0 id long; 8 lots short; 10 side enum(BUY, SELL) | component 2='8 lots short' (expected: '8 side enum(BUY, SELL)')
					tick: length 10; 0 id long; 8 side enum(BUY, SELL)[1]    | component 2='8 side enum(BUY, SELL)[1]' (expected: '8 side enum(BUY, SELL)')
					quote: length 8; 0 id long                               | layout='quote: length 8; 0 id long' (expected: 'tick: length 10; 0 id long; 8 side enum(BUY, SELL)')
					words                                                    | layout='words' (expected: 'tick: length 10; 0 id long; 8 side enum(BUY, SELL)')
					""")
	void whenTheyDifferOtherwiseThenTheFirstDifferenceIsSaid(String other, String difference) {
		assertThat(LayoutText.mismatch(other, LAYOUT)).isEqualTo(difference);
		assertThat(LayoutText.mismatch(LAYOUT, other)).isNotNull();
	}

	@Test
	void whenALayoutWithinAnotherGrowsThenTheyDoNotGoTogether() {
		assertThat(LayoutText.mismatch("a: length 3; 0 leg record(0 x byte, 1 y byte, 2 z byte)",
				"a: length 2; 0 leg record(0 x byte, 1 y byte)"))
			.startsWith("component 1=");
		assertThat(LayoutText.mismatch("a: length 6; 0 sides enum(A)[3]", "a: length 4; 0 sides enum(A)[2]"))
			.startsWith("component 1=");
	}

}
