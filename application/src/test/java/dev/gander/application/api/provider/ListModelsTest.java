package dev.gander.application.api.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelCatalog.Facts;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ModelInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListModelsTest {
  private static final JsonObject OPEN = JsonObject.of("requires_auth", Json.of(false));

  private final ProviderWorld world = new ProviderWorld();
  private final ListModels list = new ListModels(world.setup, world.names, world.typed);

  private static Facts facts(boolean tools, String released) {
    return new Facts(9000, null, true, null, null, null, null, true, tools, released);
  }

  private List<String> names(String provider) throws InterruptedException {
    return list.list(provider).stream().map(ModelInfo::name).toList();
  }

  @Test
  void ofKnownModelsThoseForWorkAreListedTheNewestFirst() throws InterruptedException {
    world.secrets.put("OPENAI_API_KEY", Json.of("k"));
    world.modelsByKey.put("k", List.of("old", "ears", "unheard-of", "undated", "newest", "new"));
    world.catalog.know("old", facts(true, "2023-01-01")).know("new", facts(true, "2025-01-01"));
    world.catalog.know("newest", facts(true, "2025-12-01")).know("undated", facts(true, null));
    world.catalog.know("ears", facts(false, "2026-01-01"));

    assertEquals(List.of("newest", "new", "old", "undated"), names("openai"));
    assertEquals(ModelInfo.of("newest", 9000, true), list.list("openai").getFirst());

    world.settings.put("GOOSE_TOOLSHIM", Json.of(true));
    assertEquals(List.of("ears", "newest", "new", "old", "undated"), names("openai"));
  }

  @Test
  void modelsThatNobodyKnowsAreListedAsTheyCome() throws InterruptedException {
    world.secrets.put("OPENAI_API_KEY", Json.of("k"));
    world.modelsByKey.put("k", List.of("b", "a"));

    assertEquals(
        List.of(ModelInfo.of("b", 128_000), ModelInfo.of("a", 128_000)), list.list("openai"));
  }

  @Test
  void aDeclarationDecidesWhatIsShown() throws InterruptedException {
    world.modelsByKey.put("none", List.of("known", "other"));
    world.catalog.know("known", facts(true, "2025-01-01"));
    JsonObject open = OPEN.with("models", ProviderWorld.models("other", 7));
    declare("filtered", open);
    declare("whole", open.with("skip_canonical_filtering", Json.of(true)));
    declare("closed", open.with("dynamic_models", Json.of(false)));

    assertEquals(List.of("known"), names("filtered"));
    assertEquals(List.of("known", "other"), names("whole"));
    assertEquals(List.of(ModelInfo.of("other", 7)), list.list("closed"));
  }

  @Test
  void aDeclaredListStandsInForAServiceWithoutOne() throws InterruptedException {
    world.modelsByKey.put("none", List.of());
    declare("some", OPEN.with("models", ProviderWorld.models("mine", 1)));

    assertEquals(List.of("mine"), names("some"));
    assertThrows(ProviderException.EndpointNotFound.class, () -> list.list("local_one"));
  }

  @Test
  void aKeyThatAServiceRepeatsIsNotTold() {
    world.secrets.put("OPENAI_API_KEY", Json.of("plain-words-key"));

    var failure = assertThrows(ProviderException.Authentication.class, () -> list.list("openai"));

    assertEquals("not this key: ***", failure.text());
  }

  @Test
  void headersOfADeclarationAreSecrets() throws InterruptedException {
    world.modelsByKey.put("none", List.of("m"));
    declare("gated", OPEN.with("headers", JsonObject.of("x-gate", Json.of("gatewaysecret-1"))));

    assertEquals(List.of("m"), names("gated"));
    assertEquals("not ***", world.found.knownSecrets().hiddenIn("not gatewaysecret-1"));
  }

  @Test
  void aProviderThatIsNotThereOrNotSetUpIsRefused() {
    for (String name : List.of("nope", "", "openai", "groq", "acme")) {
      assertThrows(InvalidInput.class, () -> list.list(name), name);
    }
  }

  @Test
  void aLimitThatSomebodyWroteCountsInChatToo() {
    world.catalog.know("m", facts(true, null));
    declare("some", OPEN.with("models", ProviderWorld.models("m", 1000)));
    var some = world.registry.find("some").orElseThrow();

    assertEquals(1000, world.models.resolution().resolve(some, ModelConfig.of("m")).contextLimit());
    declare("usual", OPEN.with("models", ProviderWorld.models("m", 128_000)));
    var usual = world.registry.find("usual").orElseThrow();
    assertEquals(
        9000, world.models.resolution().resolve(usual, ModelConfig.of("m")).contextLimit());
  }

  private void declare(String name, JsonObject members) {
    world.custom.add(name, id -> ProviderWorld.declaration(id, members));
  }
}
