package dev.gander.application.api.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.model.CatalogOfProviders;
import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.SessionModels;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.testkit.provider.ScriptedInterpreter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Checking, choosing and finding providers.
class ProviderChoiceTest {
  private final ProviderWorld world = new ProviderWorld();

  @Test
  void whatTheServerCannotTalkToSaysSo() {
    var check = new CheckProvider(world.models);
    var noKey = assertThrows(ProviderNotMade.class, () -> check.check("acme"));
    assertTrue(noKey.text().endsWith("Configuration value not found: ACME_API_KEY"));

    world.secrets.put("ACME_API_KEY", Json.of("k"));
    var unbuilt = assertThrows(ProviderNotMade.class, () -> check.check("acme"));
    assertTrue(unbuilt.text().contains("cannot talk to Acme yet"), unbuilt.text());
  }

  @Test
  void aProviderIsChosenOnlyWhenItCanBeMade() {
    var set = new SetProvider(world.models, world.active);
    world.secrets.put("OPENAI_API_KEY", Json.of("k"));
    set.set("openai", "m");

    assertThrows(ProviderNotMade.class, () -> set.set("groq", "x"));
    assertThrows(ProviderNotMade.class, () -> set.set("nope", "x"));
    world.settings.put("GOOSE_TEMPERATURE", Json.of("warm"));
    assertThrows(ProviderNotMade.class, () -> set.set("local_one", "x"));

    assertEquals(Optional.of("openai"), world.active.provider());
    assertEquals(Optional.of("m"), world.active.model());
  }

  @Test
  void aKeyIsFoundOutWithoutBeingStored() throws InterruptedException {
    var detect =
        new DetectProvider(world.registry, List.of("acme", "openai", "missing"), world.found);
    world.modelsByKey.put("k", List.of("a"));
    world.secrets.put("OPENAI_API_KEY", Json.of("another one"));

    assertEquals(
        Optional.of(new DetectProvider.Detected("openai", List.of("a"))), detect.detect(" k "));
    assertEquals(Optional.empty(), detect.detect("bad"));
    assertEquals(Optional.empty(), detect.detect(""));
    assertEquals(Set.of("OPENAI_API_KEY"), world.secrets.names());
  }

  @Test
  void aServiceThatCannotBeAskedDoesNotKnowTheKey() throws InterruptedException {
    world.modelsByKey.put("k", List.of("a"));
    var registry =
        new ProviderRegistry(
            List.of(
                new Unreadable("anthropic"),
                new Named("google", world.registry.find("openai").orElseThrow())));
    var detect = new DetectProvider(registry, List.of("anthropic", "google"), world.found);

    assertEquals(
        Optional.of(new DetectProvider.Detected("google", List.of("a"))), detect.detect("k"));
    assertEquals(Optional.empty(), detect.detect("bad"));
  }

  @Test
  void secretsThatCannotBeReadFailTheCheckWithTheirReason() {
    var registry = new ProviderRegistry(List.of(new Unreadable("x")));
    var models =
        new SessionModels(
            registry,
            world.active,
            new ModelResolution(world.typed, world.names, new ScriptedInterpreter()),
            world.found);

    var check = assertThrows(ProviderNotMade.class, () -> new CheckProvider(models).check("x"));
    assertEquals("the secrets are broken", check.reason());
    var set =
        assertThrows(
            ProviderNotMade.class, () -> new SetProvider(models, world.active).set("x", "m"));
    assertEquals("the secrets are broken", set.reason());
    assertEquals(Optional.empty(), world.active.provider());
  }

  /// Needs secrets that are in a broken file.
  private record Unreadable(String name) implements ProviderFactory {
    @Override
    public ProviderMetadata metadata() {
      return named(name);
    }

    @Override
    public Provider create(ProviderSettings settings) {
      throw new StorageException("the secrets are broken", null);
    }
  }

  private record Named(String name, ProviderFactory other) implements ProviderFactory {
    @Override
    public ProviderMetadata metadata() {
      return named(name);
    }

    @Override
    public Provider create(ProviderSettings settings) {
      return other.create(settings);
    }
  }

  private static ProviderMetadata named(String name) {
    return new ProviderMetadata(
        name,
        name,
        "d",
        "m",
        null,
        List.of(),
        "https://docs",
        List.of(ConfigKey.secret("OPENAI_API_KEY")));
  }

  @Test
  void aWrongSettingDoesNotSpoilTheList() {
    world.settings.put("OPENAI_API_KEY", JsonArray.of(Json.of(1)));
    world.secrets.put("OPENAI_API_KEY", JsonArray.of(Json.of(1)));

    var listed = new ListProviders(world.registry, world.setup, world.active).list();

    assertEquals(
        List.of(
            "acme", "cloud", "cloud_next", "groq", "hub", "local_one", "openai", "plain", "wing"),
        listed.stream().map(it -> it.metadata().name()).toList());
    assertEquals(
        List.of(false, false, false, false, false, true, false, false, false),
        listed.stream().map(ListProviders.Listed::isConfigured).toList());
  }

  @Test
  void aModelIsDescribedUnderTheNameThatWasAsked() throws InterruptedException {
    world.secrets.put("OPENAI_API_KEY", Json.of("k"));
    var describe = new DescribeModel(world.setup, world.models.resolution());

    assertEquals(ModelInfo.of("BIG", 64_000), describe.describe("openai", "BIG"));
    assertEquals(ModelInfo.of("o3-high", 128_000), describe.describe("openai", "o3-high"));
  }

  @Test
  void aDeclarationSaysWhatTheCatalogCallsItsService() {
    ModelCatalog catalog =
        (provider, _) ->
            provider.equals("deepseek")
                ? Optional.of(new ModelCatalog.Facts(7, null, true, null, null, null, null))
                : Optional.empty();
    world.custom.add(
        "mine",
        id ->
            ProviderWorld.declaration(
                id, JsonObject.of("catalog_provider_id", Json.of("deepseek"))));
    var names = new CatalogOfProviders(catalog, world.registry);

    assertTrue(names.find("mine", "x").isPresent());
    assertTrue(names.find("groq", "x").isEmpty());
  }
}
