package dev.gander.adapters.llm.catalog.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.message.TokenCounter;
import dev.gander.testkit.provider.TokenCounterContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class O200kTokenCounterTest implements TokenCounterContract {
  private final TokenCounter counter = new O200kTokenCounter();

  @Override
  public TokenCounter counter() {
    return counter;
  }

  /// As OpenAI's own program counts.
  @ParameterizedTest
  @CsvSource({
    "hello world, 2",
    "The quick brown fox jumps over the lazy dog., 10",
    "antidisestablishmentarianism, 6",
    "お誕生日おめでとう, 8",
    "<|endoftext|>, 7"
  })
  void countsLikeTheModel(String text, int tokens) {
    assertEquals(tokens, counter.count(text));
  }
}
