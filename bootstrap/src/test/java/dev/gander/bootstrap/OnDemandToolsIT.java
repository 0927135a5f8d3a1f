package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
  private static final String SMALL_PDF =
      """
      %PDF-1.4
      1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
      2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
      3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources
        <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj
      4 0 obj <</Length 36>> stream
      BT /F 12 Tf 50 200 Td (Hello) Tj ET
      endstream endobj
      trailer <</Root 1 0 R>>
      """;

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
      Files.writeString(work.resolve("a.pdf"), SMALL_PDF);
      String page =
          call(
              server,
              id,
              "computercontroller__pdf_tool",
              "{\"path\": \"a.pdf\", \"operation\": \"extract_text\"}");

      assertTrue(cell.contains("42"), cell);
      assertTrue(page.contains("Page 1:\\nHello"), page);
    }
  }

  /// Our own client talks to it as to any program.
  @Test
  void servesItsBundledExtensionsToOtherPrograms() throws Exception {
    Path work = Files.createDirectory(root.resolve("work"));
    for (String name : List.of("memory", "tutorial", "computercontroller", "autovisualiser")) {
      ProcessBuilder program =
          new ProcessBuilder(NodeTools.IMAGE.resolve("bin/goosed").toString(), "mcp", name)
              .directory(work.toFile())
              .redirectError(root.resolve(name + ".err").toFile());
      program.environment().put("GOOSE_PATH_ROOT", root.toString());
      Process server = program.start();
      var output = server.inputReader();
      try {
        var input = server.outputWriter();
        input.write(
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            """);
        input.flush();
        assertTrue(output.readLine().contains("\"name\":\"goose-" + name + "\""), name);
        input.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n");
        input.flush();
        assertTrue(output.readLine().startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":"), name);
        input.close();
        assertNull(output.readLine());
        assertEquals(0, server.waitFor(), name);
      } finally {
        server.destroyForcibly().waitFor();
      }
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
