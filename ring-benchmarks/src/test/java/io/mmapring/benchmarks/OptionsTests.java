package io.mmapring.benchmarks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mmapring.benchmarks.scenario.Contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTests {

	@Test
	void whenNothingIsAskedForMeasuresThroughputOfTheUsual() {
		Options options = new Options("--limit=limit");
		assertThat(options.kind()).isNull();
		assertThat(options.isPart()).isFalse();
		assertThat(options.runs()).isEqualTo(5);
		assertThat(options.windowMs()).isEqualTo(2000);
		assertThat(options.contenders()).extracting(Contender::key)
			.contains("raw", "kafka", "chronicle", "c")
			.doesNotContain("spring-view-observed");
	}

	@Test
	void whenQuickHasFewer() {
		Options options = new Options("--quick", "--limit=limit");
		assertThat(options.runs()).isEqualTo(3);
		assertThat(options.pairs()).isEqualTo(5);
		assertThat(options.contenders()).extracting(Contender::key).contains("raw", "c").doesNotContain("kafka");
	}

	@Test
	void whenAllAreAskedForHasAll() {
		assertThat(new Options("--all", "--limit=limit").contenders()).isEqualTo(Scenarios.all());
	}

	@Test
	void whenThereIsNoProgramInCLeavesItOut() {
		assertThat(new Options("--all").contenders()).noneMatch(Contender.OfC.class::isInstance);
	}

	@Test
	void whenSomeAreNamedHasThose() {
		Options options = new Options("--only=raw,spring-view-observed");
		assertThat(options.contenders()).extracting(Contender::key).containsExactly("raw", "spring-view-observed");
		assertThat(options.isPart()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void hasOptionForEachKind(Kind kind) {
		assertThat(new Options(kind.option(), "--quick").kind()).isEqualTo(kind);
	}

	@Test
	void whenOptionIsUnknownNamesAll() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Options("--quik"))
			.withMessageContaining("--quik")
			.withMessageContaining("--quick")
			.withMessageContaining("--round-trips");
	}

	@Test
	void whenTwoKindsAreAskedForRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Options("--wake-ups", "--observed"))
			.withMessageContaining("--wake-ups --observed (expected: one of them)");
	}

}
