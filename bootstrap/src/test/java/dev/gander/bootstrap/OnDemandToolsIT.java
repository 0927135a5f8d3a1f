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

/// The image has all that its extensions load, or start, when they are first used.
class OnDemandToolsIT {
  @TempDir Path root;

  @Test
  void analyzesTheFolderOfTheSession() throws Exception {
    Path work = Files.createDirectory(root.resolve("work"));
    Files.writeString(work.resolve("a.go"), "package a\nfunc Run() { Run() }\n");
    Files.writeString(work.resolve("b.kt"), "class B { fun run() = a.Run() }\n");
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      String id = session(server, work, "platform", "analyze");

      String answer = call(server, id, "analyze", "{\"path\": \".\"}");

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

  @Test
  void readsAndWritesOfficeDocuments() throws Exception {
    Path work = Files.createDirectory(root.resolve("work"));
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      String id = session(server, work, "builtin", "computercontroller");
      String sheet = "{\"path\": \"a.xlsx\", \"row\": 1, \"col\": 1, \"operation\": ";

      call(
          server,
          id,
          "computercontroller__xlsx_tool",
          sheet + "\"update_cell\", \"value\": \"=6*7\"}");
      String cell = call(server, id, "computercontroller__xlsx_tool", sheet + "\"get_cell\"}");
      String page =
          call(
              server,
              id,
              "computercontroller__pdf_tool",
              "{\"path\": \"a.xlsx\", \"operation\": \"extract_text\"}");

      assertTrue(cell.contains("42"), cell);
      assertTrue(page.contains("a.xlsx cannot be used: "), page);
    }
  }

  private static String session(ImageServer server, Path work, String type, String extension)
      throws Exception {
    Json extensions =
        JsonText.parse(
            "[{\"type\": \"%s\", \"name\": \"%s\", \"description\": \"\"}]"
                .formatted(type, extension));
    JsonObject session =
        server.post(
            "/agent/start",
            JsonText.write(
                JsonObject.builder()
                    .put("working_dir", work.toString())
                    .put("extension_overrides", extensions)
                    .build()));
    String id = JsonFields.of(session).text("id");
    server.resume(id);
    return id;
  }

  private static String call(ImageServer server, String session, String tool, String arguments)
      throws Exception {
    return JsonText.write(
        server.post(
            "/agent/call_tool",
            JsonText.write(
                JsonObject.builder()
                    .put("session_id", session)
                    .put("name", tool)
                    .put("arguments", JsonText.parse(arguments))
                    .build())));
  }
}
