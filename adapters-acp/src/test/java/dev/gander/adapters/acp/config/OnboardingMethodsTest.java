package dev.gander.adapters.acp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.imports.ForeignSettings.FoundSettings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnboardingMethodsTest {
  private final GooseTalk talk = new GooseTalk();

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void extensionsOfAnotherProgramAreTakenOverOnce() throws InterruptedException {
    talk.backend.foreign.put(
        new FoundSettings(
            "claude_desktop",
            "Tools",
            Path.of("/c.json"),
            List.of(ScriptedExtensionConnector.config("fs")),
            List.of("half of it")));

    JsonObject candidate =
        (JsonObject)
            talk.result("onboarding/import/scan", "{'sources': ['claude_desktop']}")
                .array("candidates")
                .orElseThrow()
                .items()
                .getFirst();
    assertEquals(Json.of("claude_desktop:/c.json"), candidate.get("id"));
    assertEquals(
        JsonArray.EMPTY,
        talk.result("onboarding/import/scan", "{'sources': ['goose_config']}").get("candidates"));

    String ids = "{'candidateIds': ['claude_desktop:/c.json', 'moon:x']%s}";
    JsonObject first =
        talk.result("onboarding/import/apply", ids.formatted(", 'enableImportedExtensions': true"));
    assertEquals(Json.of(1L), extensions(first, "imported"));
    assertEquals(
        GooseTalk.json("['half of it', 'Skipped unknown import candidate: moon:x']"),
        first.get("warnings"));
    JsonObject second = talk.result("onboarding/import/apply", ids.formatted(""));
    assertEquals(Json.of(0L), extensions(second, "imported"));
    assertEquals(Json.of(1L), extensions(second, "skipped"));
    assertEquals(
        Json.of(true),
        talk.backend
            .settings
            .all()
            .object("extensions")
            .orElseThrow()
            .object("fs")
            .orElseThrow()
            .get("enabled"));
    assertTrue(
        talk.error("onboarding/import/scan", "{'sources': ['moon']}").startsWith("-32602: "));
  }

  private static Json extensions(JsonObject result, String member) {
    return result.object(member).orElseThrow().members().get("extensions");
  }
}
