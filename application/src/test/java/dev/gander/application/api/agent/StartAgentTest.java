package dev.gander.application.api.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.application.agent.DefaultExtensions;
import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.Workbench;
import dev.gander.application.recipe.RecipeChoice;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import dev.gander.json.jackson.JsonText;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartAgentTest {
  private static final JsonObject RECIPE =
      JsonObject.builder()
          .put("title", "t")
          .put("description", "d")
          .put("instructions", "Greet.")
          .put(
              "settings",
              JsonObject.builder()
                  .put("goose_provider", "scripted")
                  .put("goose_model", "m")
                  .build())
          .build();

  private final Workbench bench = new Workbench();

  @AfterEach
  void close() {
    bench.close();
  }

  /// The letters of URLs without padding, and the usual ones with percent signs.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJ0aXRsZSI6InQiLCJkZXNjcmlwdGlvbiI6ImQiLCJpbnN0cnVjdGlvbnMiOiJTYXkg4oKsPj8-PyJ9",
        "eyJ0aXRsZSI6InQiLCJkZXNjcmlwdGlvbiI6ImQiLCJpbnN0cnVjdGlvbnMiOiJTYXkg4oKsPj8%2BPyJ9",
        "eyJ0aXRsZSI6InQiLCJkZXNjcmlwdGlvbiI6ImQiLCJpbnN0cnVjdGlvbnMiOiJTYXkg4oKsPj8+PyJ9",
      })
  void aLinkedRecipeIsUsedBeforeAnyOther(String link) {
    Session session =
        bench.start.start(new StartAgent.Request("/w", RECIPE, "nope", link, List.of()));

    JsonObject linked =
        RECIPE.without(Set.of("settings")).with("instructions", Json.of("Say €>?>?"));
    assertEquals(AttachedRecipe.of(Recipe.read(linked).json()), session.recipe());
  }

  /// Nothing, no Base64, no UTF-8, no JSON, no recipe.
  @ParameterizedTest
  @ValueSource(strings = {"", "%%%", "_w", "bm90IGEgcmVjaXBl", "e30", "W10"})
  void aLinkThatIsNotARecipesIsRefused(String link) {
    var request = new StartAgent.Request("/w", null, null, link, List.of());

    InvalidInput refused = assertThrows(InvalidInput.class, () -> bench.start.start(request));

    assertEquals("Failed to decode recipe deeplink", refused.text());
    assertEquals(List.of(), bench.sessions.list(SessionType.LISTED));
  }

  /// A process that is killed after its first write has stored the recipe, or no session.
  @Test
  void aSessionIsStoredTogetherWithItsRecipe() {
    StartAgent start =
        new StartAgent(
            diesAfterOneWrite(bench.sessions),
            new DefaultMode(bench.settings),
            new DefaultExtensions(bench.settings, List::of),
            bench.agents,
            new RecipeChoice(bench.kitchen.check(), bench.kitchen.library(), JsonText::parse));

    Session session = start.start(new StartAgent.Request("/w", RECIPE, null, null, List.of()));

    Session stored = bench.sessions.get(session.id());
    Json kept = Recipe.read(RECIPE).json();
    assertEquals(AttachedRecipe.of(kept), stored.recipe());
    assertEquals(new SessionModel("scripted", ModelConfig.of("m")), stored.model());
    assertEquals(List.of(stored), bench.sessions.list(SessionType.LISTED));
  }

  @Test
  void pluginsBringServersToSessionsThatChooseNoExtensions() {
    bench.plugins.put("p", "db", "serve", List.of());

    assertEquals(List.of("p:db"), strangers(new StartAgent.Request("/w", null, null, null, null)));
    assertEquals(
        List.of("p:db"), strangers(new StartAgent.Request("/w", RECIPE, null, null, null)));
    assertEquals(List.of(), strangers(new StartAgent.Request("/w", null, null, null, List.of())));
    Json none = RECIPE.with("extensions", JsonArray.of());
    assertEquals(List.of(), strangers(new StartAgent.Request("/w", none, null, null, null)));
  }

  /// With the same key; one that is disabled switches the plugin's off.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anExtensionOfTheSettingsReplacesThatOfAPlugin(boolean enabled) {
    bench.plugins.put("p", "db", "serve", List.of());
    JsonObject own =
        JsonObject.builder()
            .put("enabled", enabled)
            .put("type", "stdio")
            .put("name", "p:DB")
            .put("cmd", "own")
            .put("args", JsonArray.of())
            .build();
    bench.settings.put("extensions", JsonObject.of("pdb", own));

    assertEquals(
        enabled ? List.of("p:DB") : List.of(),
        strangers(new StartAgent.Request("/w", null, null, null, null)));
  }

  /// The names of the extensions that are not ours.
  private List<String> strangers(StartAgent.Request request) {
    Session session = bench.start.start(request);
    return EnabledExtensions.read(session.extensionData()).orElseThrow().stream()
        .filter(config -> !config.isOurs())
        .map(ExtensionConfig::name)
        .toList();
  }

  private static SessionStore diesAfterOneWrite(SessionStore sessions) {
    AtomicInteger writes = new AtomicInteger();
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (_, method, arguments) -> {
              boolean writing = List.of("create", "update", "delete").contains(method.getName());
              if (writing && writes.incrementAndGet() > 1) {
                throw new IllegalStateException("killed");
              }
              return method.invoke(sessions, arguments);
            });
  }
}
