package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image has all that the program behind `analyze` needs.
class AnalyzeIT {
  @TempDir Path root;

  @Test
  void analyzesTheFolderOfTheSession() throws Exception {
    Path work = Files.createDirectory(root.resolve("work"));
    Files.writeString(work.resolve("a.go"), "package a\nfunc Run() { Run() }\n");
    Files.writeString(work.resolve("b.kt"), "class B { fun run() = a.Run() }\n");
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      JsonObject session =
          server.post(
              "/agent/start",
              JsonText.write(
                  JsonObject.builder()
                      .put("working_dir", work.toString())
                      .put("extension_overrides", analyze())
                      .build()));
      String id = JsonFields.of(session).text("id");
      server.resume(id);
      String answer = JsonText.write(server.post("/agent/call_tool", call(id)));
      assertTrue(answer.contains("2 files, 3L, 2F, 1C (depth=3)\\ngo 67%, kotlin 33%"), answer);
      assertEquals(
          List.of(),
          ProcessHandle.of(server.pid())
              .orElseThrow()
              .descendants()
              .filter(it -> it.info().commandLine().orElse("").contains("AnalyzeProgram"))
              .toList());
    }
  }

  private static Json analyze() {
    return JsonText.parse(
        "[{\"type\": \"platform\", \"name\": \"analyze\", \"description\": \"\"}]");
  }

  private static String call(String session) {
    return JsonText.write(
        JsonObject.builder()
            .put("session_id", session)
            .put("name", "analyze")
            .put("arguments", JsonObject.of("path", Json.of(".")))
            .build());
  }
}
