package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.ModelCatalog.Facts;
import dev.gander.domain.model.ModelCatalog.Naming;
import dev.gander.domain.model.TokenUsage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [ModelCatalog].
public interface ModelCatalogContract {
  /// The facts about `gpt-4o` that every catalog under test contains.
  Facts GPT_4O = new Facts(128_000, 16_384, false, 2.5, 10.0, 1.25, null, true, true, "2024-05-13");

  /// A catalog that contains [#GPT_4O].
  ModelCatalog catalog();

  @Test
  default void aKnownModelIsFound() {
    assertEquals(Optional.of(GPT_4O), catalog().find("openai", "gpt-4o"));
  }

  @Test
  default void aDatedNameIsTheSameModel() {
    assertEquals(Optional.of(GPT_4O), catalog().find("openai", "gpt-4o-2024-11-20"));
    assertEquals(Optional.of(GPT_4O), catalog().find("openai", "gpt-4o-latest"));
  }

  @Test
  default void aHostsPrefixIsLookedThrough() {
    Facts facts = catalog().find("somebody", "openai/gpt-4o").orElseThrow();
    assertEquals(GPT_4O.contextLimit(), facts.contextLimit());
  }

  @Test
  default void whatNobodyKnowsIsEmpty() {
    assertTrue(catalog().find("openai", "mock").isEmpty());
    assertTrue(catalog().find("nope", "nope").isEmpty());
    assertTrue(catalog().find("", "").isEmpty());
  }

  @Test
  default void aNameThatNobodyKnowsTellsNothing() {
    for (String name : List.of("mock", "mock-high", "")) {
      assertEquals(Naming.plain(name), catalog().naming(name));
    }
  }

  @Test
  default void aCallCostsItsTokensAtTheirPrices() {
    TokenUsage tokens = TokenUsage.of(1_000_000L, 100_000L, null);
    assertEquals(Optional.of(3.5), GPT_4O.cost(tokens));
  }

  @Test
  default void tokensOfTheCacheHaveTheirOwnPrices() {
    TokenUsage cached = TokenUsage.of(1_000_000L, 0L, null).withCache(400_000L, 100_000L);
    assertEquals(Optional.of(0.5 * 2.5 + 0.4 * 1.25 + 0.1 * 2.5), GPT_4O.cost(cached));
    TokenUsage odd = TokenUsage.of(1L, null, null).withCache(1_000_000L, null);
    assertEquals(Optional.of(1.25), GPT_4O.cost(odd));
  }

  @Test
  default void withoutAPriceThereIsNoCost() {
    assertEquals(
        Optional.empty(), GPT_4O.withoutPrices().cost(TokenUsage.of(1_000_000L, 1L, null)));
  }
}
