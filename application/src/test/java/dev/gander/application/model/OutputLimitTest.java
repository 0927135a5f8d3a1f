package dev.gander.application.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.testkit.provider.InMemoryModelCatalog;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.provider.SignInFactory;
import dev.gander.testkit.store.InMemorySettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The output limit of the catalog applies if it is less than the catalog's own context.
class OutputLimitTest {
  private static final ProviderFactory ACME =
      SignInFactory.of("acme", new TokenCache("acme/tokens.json"));

  private final ModelResolution resolution =
      new ModelResolution(
          new TypedSettings(new InMemorySettings()),
          new InMemoryModelCatalog().know("large", 128_000, 16_384).know("odd", 8_192, 8_192),
          new ScriptedInterpreter());

  @ParameterizedTest
  @CsvSource(
      value = {
        "large, null, 16384",
        "large, 1000, 16384",
        "odd, null, null",
        "odd, 128000, null",
        "unknown, 1000, null"
      },
      nullValues = "null")
  void whateverTheUserSaysAboutTheContext(String model, Integer context, Integer limit) {
    ModelConfig asked = ModelConfig.of(model).withContextLimit(context);

    assertEquals(limit, resolution.resolve(ACME, asked).maxTokens());
  }
}
