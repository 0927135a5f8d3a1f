package dev.gander.application.api.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.model.CatalogWithOwnLimits;
import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.model.SessionModels;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.ModelCatalog.Facts;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.provider.ScriptedProvider;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// The context limits that a provider with code of its own, such as a plug-in, declares.
class DeclaredLimitTest {
  private final ProviderWorld world = new ProviderWorld();
  private final ProviderRegistry registry =
      new ProviderRegistry(
          List.of(new Plugged("plugged", true), new Plugged("tabled", false)),
          List::of,
          world.custom);
  private final ModelResolution resolution =
      new ModelResolution(world.typed, world.catalog, new ScriptedInterpreter());
  private final ProviderSetup setup =
      new ProviderSetup(
          registry, world.found, world.active, SettableClock.at("2026-03-04T10:11:12Z"));
  private final SessionModels models =
      new SessionModels(registry, world.active, resolution, world.found);

  private record Plugged(String name, boolean knowsBetter) implements ProviderFactory {
    @Override
    public ProviderMetadata metadata() {
      return new ProviderMetadata(
          name,
          name,
          "",
          "own",
          "quick",
          List.of(
              ModelInfo.of("own", 32_000), ModelInfo.of("quick", 4_000), ModelInfo.of("none", 0)),
          "",
          List.of());
    }

    @Override
    public OptionalInt declaredLimit(String model) {
      return knowsBetter ? ProviderFactory.super.declaredLimit(model) : OptionalInt.empty();
    }

    @Override
    public Provider create(ProviderSettings settings) {
      return new Listing(new ScriptedProvider(name));
    }
  }

  private record Listing(Provider inner) implements ForwardingProvider {
    @Override
    public List<String> models() {
      return List.of("own", "other");
    }

    @Override
    public String fastModel() {
      return "quick";
    }
  }

  DeclaredLimitTest() {
    Facts facts = new Facts(9_000, 100, false, 1.0, 2.0, null, null);
    world.catalog.know("own", facts).know("other", facts);
  }

  @Test
  void itIsTheLimitOfTurns() {
    var made = models.make("plugged", "OWN");

    assertEquals(32_000, made.model().contextLimit());
    assertEquals(4_000, made.fast().orElseThrow().contextLimit());
    assertEquals(9_000, models.make("plugged", "other").model().contextLimit());
    assertEquals(9_000, models.make("tabled", "own").model().contextLimit());
  }

  @Test
  void whatTheUserSaysCountsMore() {
    world.settings.put("GOOSE_CONTEXT_LIMIT", Json.of(5_000));

    assertEquals(5_000, models.make("plugged", "own").model().contextLimit());
  }

  @Test
  void itIsListedAndDescribed() throws InterruptedException {
    var list = new ListModels(setup, world.catalog, world.typed);

    assertEquals(
        List.of(ModelInfo.of("other", 9_000), ModelInfo.of("own", 32_000)), list.list("plugged"));
    assertEquals(
        List.of(ModelInfo.of("other", 9_000), ModelInfo.of("own", 9_000)), list.list("tabled"));
    assertEquals(
        ModelInfo.of("own", 32_000),
        new DescribeModel(setup, resolution).describe("plugged", "own"));
  }

  @Test
  void theCatalogShowsItWithAllElseThatItKnows() {
    ModelCatalog shown = new CatalogWithOwnLimits(world.catalog, registry);

    assertEquals(
        Optional.of(new Facts(32_000, 100, false, 1.0, 2.0, null, null)),
        shown.find("plugged", "own"));
    assertEquals(Optional.of(Facts.ofLimit(4_000)), shown.find("plugged", "quick"));
    assertEquals(world.catalog.find("x", "own"), shown.find("tabled", "own"));
    assertTrue(shown.find("plugged", "none").isEmpty());
  }

  /// As from goosed.
  @Test
  void ofADeclarationTheCatalogShowsNoLimit() {
    world.custom.add(
        "plugged",
        id ->
            ProviderWorld.declaration(
                id, JsonObject.of("models", ProviderWorld.models("own", 7_000))));
    var shown = new CatalogWithOwnLimits(world.catalog, world.registry);

    assertEquals(world.catalog.find("x", "own"), shown.find("plugged", "own"));
  }
}
