package dev.gander.application.api.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigureExtensionTest {
  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final ConfigureExtension configure = new ConfigureExtension(settings, secrets);

  @Test
  void keyComesFromTheConfigurationAndWhetherItWasThereFromTheName() {
    assertFalse(configure.put("outer", true, builtin("Inner Name")));
    assertFalse(configure.put("outer", true, builtin("Inner Name")));
    assertTrue(configure.put("INNER name", false, builtin("Inner Name")));
    assertTrue(configure.put("todo", false, builtin("other")));

    assertEquals(List.of("innername", "other"), keys());
    assertEquals(Json.of(false), entry("innername").get("enabled"));
  }

  @Test
  void membersOfNewerVersionsStayWithTheirType() {
    JsonObject old =
        ExtensionConfigJson.write(builtin("x"))
            .with("enabled", Json.of(true))
            .with("future", Json.of(7));
    settings.put("extensions", JsonObject.of("x", old));

    configure.put("x", false, builtin("x"));
    assertEquals(Json.of(7), entry("x").get("future"));
    assertEquals(Json.of(false), entry("x").get("enabled"));

    configure.put("x", true, stdio("x"));
    assertFalse(entry("x").has("future"));
    assertEquals(Json.of("run"), entry("x").get("cmd"));
  }

  @Test
  void entriesThatNobodyUnderstandsStay() {
    JsonObject strange = JsonObject.of("type", Json.of("not_yet"));
    settings.put("extensions", JsonObject.of("strange", strange).with("text", Json.of("?")));

    configure.put("x", true, builtin("x"));
    configure.remove("x");

    assertEquals(List.of("strange", "text"), keys());
    assertEquals(strange, entry("strange"));
  }

  @Test
  void whatIsNoMapIsLeftAlone() {
    settings.put("extensions", JsonArray.of(Json.of("mine")));

    assertThrows(StorageException.class, () -> configure.put("x", true, builtin("x")));
    configure.remove("x");

    assertEquals(JsonArray.of(Json.of("mine")), settings.all().get("extensions"));
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    configure.remove("never");

    assertEquals(JsonObject.EMPTY, settings.all());
  }

  @Test
  void valuesOfVariablesBecomeSecrets() {
    secrets.put("KEPT", Json.of("old"));
    ExtensionConfig.Stdio given =
        (ExtensionConfig.Stdio)
            read(
                ExtensionConfigJson.write(stdio("My Tool"))
                    .with("env_keys", JsonArray.ofTexts(List.of("KEPT", "TOK")))
                    .with(
                        "envs",
                        JsonObject.of("TOK", Json.of("s3cret")).with("OTHER", Json.of("o"))));

    configure.add(given, true);

    assertEquals(JsonObject.EMPTY, entry("mytool").get("envs"));
    assertEquals(
        JsonArray.ofTexts(List.of("KEPT", "TOK", "OTHER")), entry("mytool").get("env_keys"));
    assertEquals(Json.of("s3cret"), secrets.find("TOK").orElseThrow());
    assertEquals(Json.of("old"), secrets.find("KEPT").orElseThrow());

    configure.add(stdio("My Tool"), false);

    assertEquals(JsonArray.EMPTY, entry("mytool").get("env_keys"));
    assertEquals(Set.of("KEPT", "TOK", "OTHER"), secrets.names());
  }

  @Test
  void whatCannotBeAddedLeavesNoSecret() {
    settings.put("extensions", JsonArray.of(Json.of("mine")));
    ExtensionConfig given =
        read(
            ExtensionConfigJson.write(stdio("x"))
                .with("envs", JsonObject.of("TOK", Json.of("s3cret"))));

    assertThrows(StorageException.class, () -> configure.add(given, true));

    assertEquals(Set.of(), secrets.names());
  }

  @Test
  void entriesAreSwitchedAndRemovedByTheirExactKeys() {
    JsonObject mine = ExtensionConfigJson.write(stdio("x")).with("enabled", Json.of(true));
    settings.put("extensions", JsonObject.of("My Key", mine.with("future", Json.of(7))));

    configure.enable("My Key", false);
    configure.enable("todo", false);

    assertEquals(Json.of(false), entry("My Key").get("enabled"));
    assertEquals(Json.of(7), entry("My Key").get("future"));
    assertEquals(Json.of(false), entry("todo").get("enabled"));
    assertThrows(NotFound.class, () -> configure.enable("mykey", true));

    configure.removeEntry("mykey");
    assertEquals(List.of("My Key", "todo"), keys());
    configure.removeEntry("My Key");
    assertEquals(List.of("todo"), keys());
  }

  private static ExtensionConfig builtin(String name) {
    return read(JsonObject.of("type", Json.of("builtin")).with("name", Json.of(name)));
  }

  private static ExtensionConfig stdio(String name) {
    return read(
        JsonObject.builder()
            .put("type", "stdio")
            .put("name", name)
            .put("cmd", "run")
            .put("args", JsonArray.EMPTY)
            .build());
  }

  private static ExtensionConfig read(JsonObject json) {
    return ExtensionConfigJson.readKnown(json);
  }

  private List<String> keys() {
    return List.copyOf(settings.all().object("extensions").orElseThrow().members().keySet());
  }

  private JsonObject entry(String key) {
    return settings.all().object("extensions").orElseThrow().object(key).orElseThrow();
  }
}
