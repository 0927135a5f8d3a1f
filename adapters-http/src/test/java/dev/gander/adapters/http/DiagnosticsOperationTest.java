package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.DiagnosticFiles.Kind;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiagnosticsOperationTest {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void close() {
    api.close();
  }

  private void putFiles() {
    api.backend
        .files
        .with(Kind.MODEL_LOGS, "logs/llm_request.0.jsonl", "{}\n")
        .with(Kind.SERVER_LOG, "logs/server/x.log", "line\n".repeat(500))
        .with(Kind.CONFIG, "config.yaml", "GOOSE_MODE: auto\n")
        .with(Kind.SCHEDULE, "schedule.json", "[]")
        .with(Kind.SCHEDULED_RECIPES, "scheduled_recipes/a job.yaml", "title: T");
  }

  private Map<String, String> unzip(HttpResponse<byte[]> answer) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  private HttpResponse<byte[]> zip(String id, String accept) throws Exception {
    var request = api.server.request("/diagnostics/" + id).header("accept", accept).build();
    return api.server.client().send(request, BodyHandlers.ofByteArray());
  }

  @Test
  void theReportIsAZipWithItsPartsInGoosedsOrder() throws Exception {
    putFiles();
    String id = api.session();

    var answer = zip(id, "*/*");

    assertEquals(200, answer.statusCode());
    assertEquals("application/zip", answer.headers().firstValue("content-type").get());
    assertEquals(
        "attachment; filename=\"diagnostics_" + id + ".zip\"",
        answer.headers().firstValue("content-disposition").get());
    var entries = unzip(answer);
    assertEquals(
        List.of(
            "logs/llm_request.0.jsonl",
            "logs/server/x.log",
            "session.json",
            "config.yaml",
            "system.txt",
            "schedule.json",
            "scheduled_recipes/a job.yaml",
            "prompts/system.md.txt"),
        List.copyOf(entries.keySet()).subList(0, 8));
    assertEquals("GOOSE_MODE: auto\n", entries.get("config.yaml"));
    assertEquals("[plan.md]", entries.get("prompts/plan.md.txt"));
    assertEquals(id, ((JsonObject) JsonText.parse(entries.get("session.json"))).text("id").get());
    String system = entries.get("system.txt");
    assertTrue(
        system.startsWith(
            "App Version: 1.2.3\nOS: linux\nOS Version: 6.1\nArchitecture: x86_64\n"
                + "Provider: scripted\nModel: small\nEnabled Extensions: "),
        system);
    assertTrue(system.endsWith("\nTimestamp: 2026-03-04T10:11:12Z\n"), system);
  }

  @Test
  void whoAcceptsBothGetsTheZip() throws Exception {
    var answer = zip(api.session(), "application/json, application/zip");

    assertEquals("application/zip", answer.headers().firstValue("content-type").get());
  }

  @Test
  void whoAcceptsJsonGetsAllOfItAsJson() {
    putFiles();
    String id = api.session();

    JsonObject report =
        object(
            api.server.send(
                api.server.request("/diagnostics/" + id).header("accept", "application/json")));

    assertEquals("full", report.text("level").get());
    assertEquals("2026-03-04T10:11:12Z", report.text("generatedAt").get());
    assertEquals("1.2.3", report.object("system").get().text("app_version").get());
    assertEquals(id, report.object("session").get().text("id").get());
    assertEquals("/config.yaml", report.object("config").get().text("configPath").get());
    JsonObject log = report.object("logs").get().object("server").get();
    assertEquals(400, log.text("content").get().lines().count());
    assertEquals(JsonArray.EMPTY, report.get("schedule"));
    assertEquals(1, report.array("scheduledRecipes").get().items().size());
    assertEquals(JsonArray.EMPTY, report.get("errors"));
  }

  @Test
  void aSummaryLeavesFilesOut() {
    putFiles();
    String path = "/diagnostics/" + api.session();

    JsonObject summary = object(api.server.get(path + "?level=summary"));

    assertEquals("summary", summary.text("level").get());
    assertEquals(JsonNull.NULL, summary.get("config"));
    assertEquals(JsonNull.NULL, summary.get("session"));
    assertEquals(JsonArray.EMPTY, summary.get("prompts"));
    assertEquals("full", object(api.server.get(path + "?level=full")).text("level").get());
    assertEquals(400, api.server.get(path + "?level=most").statusCode());
  }

  @Test
  void aFileThatCannotBeReadSpoilsTheZipAndIsToldInJson() {
    api.backend.files.breakAll(Kind.MODEL_LOGS).with(Kind.SCHEDULE, "schedule.json", "[");
    String path = "/diagnostics/" + api.session();

    assertError(500, "cannot read MODEL_LOGS", api.server.get(path));
    assertEquals(
        2, object(api.server.get(path + "?level=full")).array("errors").get().items().size());
  }

  @Test
  void anUnknownSessionIsAFailureInEveryForm() {
    assertError(404, "Session not found: nope", api.server.get("/diagnostics/nope"));
    assertError(404, "Session not found: nope", api.server.get("/diagnostics/nope?level=summary"));
    assertEquals(401, api.server.send(keyless()).statusCode());
  }

  private HttpRequest.Builder keyless() {
    return HttpRequest.newBuilder(api.server.uri("/diagnostics/nope"));
  }
}
