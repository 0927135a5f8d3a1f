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
    world.tokens.keep(ProviderWorld.WING, JsonObject.of("expires_at", Json.of(1000)));

    assertEquals(
        List.of(
            "secret_store:acme:ACME_API_KEY",
            "secret_store:openai:OPENAI_API_KEY",
            "provider_cache:hub",
            "provider_cache:wing"),
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
    world.tokens.keep(ProviderWorld.CLOUD, JsonObject.EMPTY);
    world.active.markConfigured("cloud", Json.of(true));
    world.active.markConfigured("cloud_next", Json.of(true));

    secrets.delete("provider_cache:cloud_next");

    assertEquals(List.of("provider_cache:hub"), ids());
    assertFalse(world.active.isMarkedConfigured("cloud"));
    assertFalse(world.active.isMarkedConfigured("cloud_next"));
  }

  @Test
  void theMarkStaysWithTheKeyGoneWhileTokensAreKept() {
    world.secrets.put("HUB_TOKEN", Json.of("t"));
    world.tokens.keep(ProviderWorld.HUB, JsonObject.EMPTY);
    world.active.markConfigured("hub", YES);

    secrets.delete("secret_store:hub:HUB_TOKEN");

    assertEquals(Set.of(), world.secrets.names());
    assertTrue(world.active.isMarkedConfigured("hub"));
  }

  @Test
  void tokensStayWhenTheMarkCannotBeTaken() {
    world.tokens.keep(ProviderWorld.WING, JsonObject.EMPTY);
    world.settings.put("providers", JsonObject.of("wing", JsonObject.of("configured", YES)));
    var failing =
        new ProviderSecrets(
            world.registry,
            world.secrets,
            world.tokens,
            new ActiveModel(new ReadOnly(world.settings)),
            CLOCK);

    assertThrows(StorageException.class, () -> failing.delete("provider_cache:wing"));

    assertTrue(world.tokens.find(ProviderWorld.WING).isPresent());
    assertTrue(world.active.isMarkedConfigured("wing"));
  }

  @Test
  void theMarkStaysWhenTheSecretCannotBeRemoved() {
    world.custom.add(
        "hub",
        id -> ProviderWorld.declaration(id, JsonObject.of("api_key_env", Json.of("HUB_TOKEN"))));
    world.secrets.put("HUB_TOKEN", Json.of("t"));
    world.active.markConfigured("hub", YES);
    var failing =
        new ProviderSecrets(
            world.registry,
            new ProviderWorld.FullDisk(world.secrets),
            world.tokens,
            world.active,
            CLOCK);

    assertThrows(StorageException.class, () -> failing.delete("secret_store:hub:HUB_TOKEN"));
    assertTrue(world.active.isMarkedConfigured("hub"));

    secrets.delete("secret_store:hub:HUB_TOKEN");
    assertFalse(world.active.isMarkedConfigured("hub"));
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
