package dev.gander.adapters.llm.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.ModelCatalog.Facts;
import dev.gander.domain.model.ModelCatalog.Naming;
import dev.gander.testkit.provider.ModelCatalogContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledModelCatalogTest implements ModelCatalogContract {
  private static final ModelCatalog CATALOG = new BundledModelCatalog();

  @Override
  public ModelCatalog catalog() {
    return CATALOG;
  }

  @Test
  void whatWasFoundLastIsOfThatModelAtThatProviderOnly() {
    Optional<Facts> found = CATALOG.find("openai", "gpt-4o");

    assertNotEquals(found, CATALOG.find("openai", "gpt-4.1-mini"));
    assertEquals(found, CATALOG.find("openai", "gpt-4o"));
    assertNotEquals(found, CATALOG.find("ollama", "gpt-4o"));
    assertEquals(found, CATALOG.find("openai", "gpt-4o"));
    assertEquals(Optional.empty(), CATALOG.find("openai", "no model of anybody"));
  }

  /// Sessions keep these names.
  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5,                     claude",
    "us.anthropic.claude-sonnet-4-5-v1:0,   claude",
    "Claude-Opus-4@20250514,                claude",
    "gemini-2.5-pro,                        gemini",
    "google/gemini-2.5-pro,                 gemini",
    "glm-4.7,                               "
  })
  void aFamilyKnowsItsSignaturesWhereverItRuns(String model, String signer) {
    assertEquals(signer, CATALOG.naming(model).signer());
  }

  @ParameterizedTest
  @CsvSource({
    "o3-mini-high,         o3-mini,        high",
    "gpt-5-mini-low,       gpt-5-mini,     low",
    "openai/gpt-5.2-xhigh, openai/gpt-5.2, max",
    "gpt-5-none,           gpt-5,          off"
  })
  void anEffortMayBeAppendedToReasoningModels(String written, String name, String effort) {
    assertEquals(new Naming(name, effort, true, null), CATALOG.naming(written));
  }

  @ParameterizedTest
  @CsvSource({"mixtral-high", "gpt-4o-high", "o3-huge"})
  void otherNamesStayAsTheyAre(String written) {
    assertEquals(written, CATALOG.naming(written).model());
    assertNull(CATALOG.naming(written).effort());
  }

  @ParameterizedTest
  @CsvSource({"claude-x, true", "gemini-3-pro, true", "o3, true", "gpt-4o, false"})
  void aNameTellsWhetherAModelReasons(String model, boolean reasons) {
    assertEquals(reasons, CATALOG.naming(model).reasons());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          anthropic,     claude-opus-4-1,             200000,  32000,  true,  15,   75
          anthropic,     claude-haiku-4-5,            200000,  64000,  true,  1,    5
          anthropic,     claude-haiku-4-5-20251001,   200000,  64000,  true,  1,    5
          anthropic,     claude-opus-4-5-20251101,    200000,  64000,  true,  5,    25
          anthropic,     claude-sonnet-4-5,           200000,  64000,  true,  3,    15
          anthropic,     claude-sonnet-4-6,           200000,  64000,  true,  3,    15
          anthropic,     claude-opus-4-6,             200000,  128000, true,  5,    25
          openai,        gpt-4o,                      128000,  16384,  false, 2.5,  10
          openai,        gpt-4.1-2025-04-14,          1047576, 32768,  false, 2,    8
          openai,        o3,                          200000,  100000, true,  2,    8
          openai,        o3-mini,                     200000,  100000, true,  1.1,  4.4
          openai,        gpt-5,                       400000,  128000, true,  1.25, 10
          openai,        gpt-5-mini,                  400000,  128000, true,  0.25, 2
          google,        gemini-2.5-pro,              1048576, 65536,  true,  1.25, 10
          google,        gemini-2.5-flash,            1048576, 65536,  true,  0.3,  2.5
          groq,          llama-3.3-70b-versatile,     131072,  32768,  false, 0.59, 0.79
          databricks,    databricks-claude-haiku-4-5, 200000,  64000,  true,  1,    5
          tetrate,       gpt-4.1,                     1047576, 32768,  false, 2,    8
          gcp_vertex_ai, claude-opus-4-1@20250805,    200000,  32000,  true,  15,   75
          openrouter,    openai/gpt-4.1,              1047576, 32768,  false, 2,    8
          """)
  void knowsWhatGoosedKnows(
      String provider,
      String model,
      int context,
      int output,
      boolean reasoning,
      double inputPrice,
      double outputPrice) {
    ModelCatalog.Facts facts = CATALOG.find(provider, model).orElseThrow();
    assertEquals(context, facts.contextLimit());
    assertEquals(output, facts.maxOutputTokens());
    assertEquals(reasoning, facts.reasoning());
    assertEquals(inputPrice, facts.inputPrice());
    assertEquals(outputPrice, facts.outputPrice());
  }

  @ParameterizedTest
  @CsvSource({
    "openai, mock",
    "openai, mock-large",
    "anthropic, claude-mock",
    "ollama, qwen3",
    "openai, unheard-of",
    "openai, other",
    "gcp_vertex_ai, gemini-none"
  })
  void knowsNothingOfModelsThatAreNotPublished(String provider, String model) {
    assertEquals(java.util.Optional.empty(), CATALOG.find(provider, model));
  }

  @Test
  void whatRunsOnTheOwnMachineHasLimitsAndNoPrice() {
    ModelCatalog.Facts facts = CATALOG.find("ollama", "gpt-4o").orElseThrow();
    assertNull(facts.inputPrice());
    assertNotNull(facts.contextLimit());
  }

  @Test
  void abilitiesAndAgesAreKnown() {
    ModelCatalog.Facts tools = CATALOG.find("openai", "gpt-4.1").orElseThrow();
    assertTrue(tools.callsTools());
    assertTrue(tools.readsText());
    assertEquals("2025-04-14", tools.released());
    assertFalse(CATALOG.find("openai", "gpt-4o-transcribe").orElseThrow().callsTools());
  }
}
