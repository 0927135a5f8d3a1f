package dev.gander.application.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.application.provider.ProviderSecrets.Kind;
import dev.gander.application.provider.ProviderSecrets.Status;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.TokenCache;
import dev.gander.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSecretsTest {
  private final ProviderWorld world = new ProviderWorld();
  private final ProviderSecrets secrets =
      new ProviderSecrets(
          world.registry,
          world.secrets,
          world.tokens,
          world.active,
          new SettableClock(Instant.ofEpochSecond(2000)));

  private List<String> ids() {
    return secrets.list().stream().map(Kind::id).toList();
  }

  @Test
  void storedKeysAndTokensAreListedByTheNamesOfTheirProviders() {
    world.secrets.put("OPENAI_API_KEY", Json.of("k"));
    world.secrets.put("ACME_API_KEY", Json.of("k"));
    world.secrets.put("NOBODYS", Json.of("k"));
    world.tokens.keep(TokenCache.KIMI_CODE, JsonObject.of("expires_at", Json.of(1000)));

    assertEquals(
        List.of(
            "secret_store:acme:ACME_API_KEY",
            "secret_store:openai:OPENAI_API_KEY",
            "provider_cache:huggingface",
            "provider_cache:kimi_code"),
        ids());
    assertEquals(Status.EXPIRED, secrets.list().getLast().status());
  }

  @Test
  void deletingAKeyLeavesTheOthers() {
    world.secrets.put("OPENAI_API_KEY", Json.of("k"));
    world.secrets.put("ACME_API_KEY", Json.of("k"));

    secrets.delete("secret_store:openai:OPENAI_API_KEY");
    secrets.delete("secret_store:openai:OPENAI_API_KEY");

    assertEquals(Set.of("ACME_API_KEY"), world.secrets.names());
  }

  @Test
  void deletingTokensTakesTheMarksOfAllThatShareThem() {
    world.tokens.keep(TokenCache.DATABRICKS, JsonObject.EMPTY);
    world.active.markConfigured("databricks", Json.of(true));
    world.active.markConfigured("databricks_v2", Json.of(true));

    secrets.delete("provider_cache:databricks_v2");

    assertEquals(List.of("provider_cache:huggingface"), ids());
    assertFalse(world.active.isMarkedConfigured("databricks"));
    assertFalse(world.active.isMarkedConfigured("databricks_v2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "what",
        "secret_store:",
        "secret_store:openai",
        "secret_store:openai:NOBODYS",
        "secret_store:nope:OPENAI_API_KEY",
        "provider_cache:",
        "provider_cache:../x"
      })
  void whatNamesNoSecretIsRefused(String id) {
    world.secrets.put("NOBODYS", Json.of("k"));
    assertThrows(InvalidInput.class, () -> secrets.delete(id));
    assertEquals(Set.of("NOBODYS"), world.secrets.names());
  }
}
