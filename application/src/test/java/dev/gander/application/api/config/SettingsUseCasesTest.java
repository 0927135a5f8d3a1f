package dev.gander.application.api.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.config.ReadSetting.Shown;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySettings;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsUseCasesTest {
  private static final BigDecimal THOUSAND = new BigDecimal("1e3");
  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySecretStore secrets = new InMemorySecretStore();

  @Test
  void whatWasStoredIsReadAndRemoved() {
    upsert("k", Json.of(5), false);
    assertEquals(Json.of(5), read("k"));
    new RemoveSetting(settings, secrets, active()).remove("k", false);
    new RemoveSetting(settings, secrets, active()).remove("k", false);
    assertEquals(JsonNull.NULL, read("k"));
  }

  @Test
  void aSecretAndASettingOfOneNameAreTwoThings() {
    upsert("k", Json.of("setting"), false);
    upsert("k", Json.of("abcdefghij"), true);

    assertEquals(Json.of("setting"), read("k"));
    assertEquals(new Shown.Masked("abcde*****"), reader().read("k", true));
    new RemoveSetting(settings, secrets, active()).remove("k", true);
    assertEquals(new Shown.Masked(null), reader().read("k", true));
    assertEquals(Json.of("setting"), read("k"));
  }

  @ParameterizedTest
  @CsvSource({
    "'',''",
    "x,*",
    "ab,a*",
    "abc,a**",
    "123456789012345,1234567********",
    "12345678901234567,12345678*********",
    "☂☂☂☂雨雨,☂☂☂***",
    "🦆🦆,🦆*"
  })
  void aMaskKeepsTheLengthAndShowsHalfAtMost(String secret, String mask) {
    upsert("s", Json.of(secret), true);

    assertEquals(new Shown.Masked(mask), reader().read("s", true));
  }

  @Test
  void aSecretThatIsNoTextIsMaskedAsItsJson() {
    upsert("s", Json.of(true), true);

    assertEquals(new Shown.Masked("tr**"), reader().read("s", true));
  }

  @Test
  void theProviderRemembersItsModel() {
    upsert("GOOSE_PROVIDER", Json.of("openai"), false);
    assertEquals(JsonNull.NULL, read("GOOSE_MODEL"));
    upsert("GOOSE_MODEL", Json.of("gpt"), false);
    upsert("GOOSE_PROVIDER", Json.of("anthropic"), true);
    assertEquals(Json.of("gpt"), read("GOOSE_MODEL"));
    upsert("GOOSE_MODEL", Json.of("claude"), false);
    upsert("GOOSE_PROVIDER", Json.of("openai"), false);

    assertEquals(Json.of("openai"), read("active_provider"));
    assertEquals(Json.of("gpt"), read("GOOSE_MODEL"));
    JsonObject shown = new ReadAllSettings(settings, active()).read();
    assertEquals(Json.of("openai"), shown.get("GOOSE_PROVIDER"));
    assertEquals(Json.of("gpt"), shown.get("GOOSE_MODEL"));
    assertEquals(
        "claude",
        shown
            .object("providers")
            .orElseThrow()
            .object("anthropic")
            .orElseThrow()
            .text("model")
            .orElseThrow());
  }

  @Test
  void removingModelOrProviderKeepsWhatIsKnownAboutProviders() {
    RemoveSetting remove = new RemoveSetting(settings, secrets, active());
    active().activate("openai", "gpt");

    remove.remove("GOOSE_MODEL", false);
    assertEquals(JsonNull.NULL, read("GOOSE_MODEL"));
    assertEquals(Json.of("openai"), read("GOOSE_PROVIDER"));
    active().useModel("o3");
    remove.remove("active_provider", false);
    assertEquals(JsonNull.NULL, read("GOOSE_PROVIDER"));
    upsert("GOOSE_PROVIDER", Json.of("openai"), false);
    assertEquals(Json.of("o3"), read("GOOSE_MODEL"));
  }

  @Test
  void aModelWithoutAProviderWaitsForOne() {
    upsert("GOOSE_MODEL", Json.of("early"), false);
    assertEquals(Json.of("early"), read("GOOSE_MODEL"));
    upsert("GOOSE_PROVIDER", Json.of("openai"), false);
    assertEquals(Json.of("early"), read("GOOSE_MODEL"));
  }

  @Test
  void theEnvironmentWins() {
    var env =
        new InMemorySettings(
            Map.of("GOOSE_PROVIDER", Json.of("openai"), "GOOSE_MODEL", Json.of(123)));
    ActiveModel active = new ActiveModel(env);
    active.activate("anthropic", "claude");

    assertEquals(Optional.of("openai"), active.provider());
    assertEquals(Optional.of("123"), active.model());
  }

  @Test
  void whatTheEnvironmentChoosesIsTheTextThatStandsThere() {
    var env =
        new InMemorySettings(
            Map.of("GOOSE_PROVIDER", JsonNull.NULL, "GOOSE_MODEL", new JsonNumber(THOUSAND)));

    assertEquals(
        new ActiveModel.Choice("null", THOUSAND.toString()), new ActiveModel(env).current());
  }

  @Test
  void theMarkOfOlderClientsCountsUntilItIsRemoved() {
    upsert("openai_configured", Json.of(true), false);

    assertTrue(active().isMarkedConfigured("openai"));
    assertFalse(active().isMarkedConfigured("other"));
    assertEquals(Optional.empty(), active().provider());

    new RemoveSetting(settings, secrets, active()).remove("openai_configured", false);

    assertFalse(active().isMarkedConfigured("openai"));
    assertFalse(settings.all().has("openai_configured"));
  }

  @Test
  void aProviderThatIsNoTextIsASettingLikeAnyOther() {
    upsert("GOOSE_PROVIDER", Json.of(5), false);

    assertEquals(Optional.empty(), active().provider());
  }

  @Test
  void platformExtensionsShowWithoutBeingStored() {
    assertTrue(((JsonObject) read("extensions")).has("developer"));
    assertTrue(
        new ReadAllSettings(settings, active())
            .read()
            .object("extensions")
            .orElseThrow()
            .has("todo"));
    assertEquals(JsonObject.EMPTY, settings.all());
  }

  @Test
  void aSecretThatCannotBeStoredIsNoSetting() {
    SecretStore broken =
        new SecretStore() {
          @Override
          public Optional<Json> find(String key) {
            throw new StorageException("broken", null);
          }

          @Override
          public Set<String> names() {
            throw new StorageException("broken", null);
          }

          @Override
          public void put(String key, Json value) {
            throw new StorageException("broken", null);
          }

          @Override
          public void remove(String key) {
            throw new StorageException("broken", null);
          }
        };

    assertThrows(
        StorageException.class,
        () -> new UpsertSetting(settings, broken, active()).upsert("K", Json.of("sk"), true));

    assertEquals(JsonObject.EMPTY, settings.all());
  }

  @Test
  void providerAndModelAreThoseOfOneChoice() throws Exception {
    active().activate("one", "1");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer =
          threads.submit(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  active().activate("two", "2");
                  active().activate("one", "1");
                }
              });
      Set<ActiveModel.Choice> seen = new HashSet<>();
      do {
        seen.add(active().current());
      } while (!writer.isDone());
      writer.get();

      seen.removeAll(
          Set.of(new ActiveModel.Choice("one", "1"), new ActiveModel.Choice("two", "2")));
      assertEquals(Set.of(), seen);
    }
  }

  @Test
  void whatIsNoMapOfProvidersIsLeftAlone() {
    settings.put("providers", Json.of("mine"));

    assertThrows(StorageException.class, () -> active().activate("openai", "gpt"));

    assertEquals(JsonObject.of("providers", Json.of("mine")), settings.all());
  }

  private Json read(String key) {
    return ((Shown.Value) reader().read(key, false)).value();
  }

  private ReadSetting reader() {
    return new ReadSetting(
        settings, secrets, active(), json -> json.toString().toLowerCase(java.util.Locale.ROOT));
  }

  private void upsert(String key, Json value, boolean secret) {
    new UpsertSetting(settings, secrets, active()).upsert(key, value, secret);
  }

  private ActiveModel active() {
    return new ActiveModel(settings);
  }
}
