package dev.gander.application.api.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.provider.ProviderSecrets.Kind;
import dev.gander.application.api.provider.ProviderSecrets.Status;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.testkit.SettableClock;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSecretsTest {
  private static final Json YES = Json.of(true);
  private static final Clock CLOCK = new SettableClock(Instant.ofEpochSecond(2000));
  private final ProviderWorld world = new ProviderWorld();
  private final ProviderSecrets secrets =
      new ProviderSecrets(world.registry, world.secrets, world.tokens, world.active, CLOCK);

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

  @Test
  void tokensStayWhenTheMarkCannotBeTaken() {
    world.tokens.keep(TokenCache.KIMI_CODE, JsonObject.EMPTY);
    world.settings.put("providers", JsonObject.of("kimi_code", JsonObject.of("configured", YES)));
    var failing =
        new ProviderSecrets(
            world.registry,
            world.secrets,
            world.tokens,
            new ActiveModel(new ReadOnly(world.settings)),
            CLOCK);

    assertThrows(StorageException.class, () -> failing.delete("provider_cache:kimi_code"));

    assertTrue(world.tokens.find(TokenCache.KIMI_CODE).isPresent());
    assertTrue(world.active.isMarkedConfigured("kimi_code"));
  }

  @Test
  void theMarkStaysWhenTheSecretCannotBeRemoved() {
    world.custom.add(
        "huggingface",
        id -> ProviderWorld.declaration(id, JsonObject.of("api_key_env", Json.of("HF_TOKEN"))));
    world.secrets.put("HF_TOKEN", Json.of("t"));
    world.active.markConfigured("huggingface", YES);
    var failing =
        new ProviderSecrets(
            world.registry,
            new ProviderWorld.FullDisk(world.secrets),
            world.tokens,
            world.active,
            CLOCK);

    assertThrows(StorageException.class, () -> failing.delete("secret_store:huggingface:HF_TOKEN"));
    assertTrue(world.active.isMarkedConfigured("huggingface"));

    secrets.delete("secret_store:huggingface:HF_TOKEN");
    assertFalse(world.active.isMarkedConfigured("huggingface"));
  }

  private record ReadOnly(Settings settings) implements Settings {
    @Override
    public Optional<Json> find(String key) {
      return settings.find(key);
    }

    @Override
    public Optional<String> environment(String key) {
      return settings.environment(key);
    }

    @Override
    public JsonObject all() {
      return settings.all();
    }

    @Override
    public void edit(UnaryOperator<JsonObject> change) {
      throw new StorageException("the file is broken", null);
    }
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
