package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertEmpty;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.HubFile;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/local-inference`.
class LocalModelOperationsTest {
  private static final String TINY = "/local-inference/models/zed%2FTiny-GGUF%3AQ8_0";

  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  private void offerTiny(boolean held) {
    api.backend.hub.add("zed/Tiny-GGUF", 7, List.of(new HubFile("Tiny-Q8_0.gguf", 80, null)));
    var address = api.backend.downloads.addressInHub("zed/Tiny-GGUF", "Tiny-Q8_0.gguf");
    if (held) {
      api.backend.downloads.hold(address, new byte[80]);
    } else {
      api.backend.downloads.offer(address, new byte[80]);
    }
  }

  private HttpResponse<String> download(String spec) {
    return api.server.post("/local-inference/download", "{\"spec\":\"" + spec + "\"}");
  }

  private HttpResponse<String> delete(String path) {
    return api.server.send(api.server.request(path).DELETE());
  }

  private static List<Json> items(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    return ((JsonArray) JsonText.parse(answer.body())).items();
  }

  private static void assertRefused(int status, String message, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        message, ((JsonObject) JsonText.parse(answer.body())).text("message").orElseThrow());
  }

  @Test
  void offeredModelsAreListed() {
    JsonObject model = (JsonObject) items(api.server.get("/local-inference/models")).getFirst();

    assertEquals("maker/Small-GGUF:Q4_K_M", model.text("id").orElseThrow());
    assertEquals("maker/Small-GGUF", model.text("repo_id").orElseThrow());
    assertEquals("{\"state\":\"NotDownloaded\"}", model.get("status").compact());
    assertEquals("true", model.get("recommended").compact());
    assertEquals("false", model.get("vision_capable").compact());
    assertTrue(!model.has("mmproj_status"));
  }

  @Test
  void modelIsDownloadedFollowedAndDeleted() {
    offerTiny(true);
    HttpResponse<String> started = download("zed/Tiny-GGUF:Q8_0");
    assertEquals(202, started.statusCode());
    assertEquals("\"zed/Tiny-GGUF:Q8_0\"", started.body());
    assertRefused(
        500, "Download failed: Download already in progress", download("zed/Tiny-GGUF:Q8_0"));

    assertEquals(
        "{\"model_id\":\"zed/Tiny-GGUF:Q8_0-model\",\"status\":\"downloading\","
            + "\"bytes_downloaded\":40,\"total_bytes\":80,\"progress_percent\":50.0,"
            + "\"speed_bps\":null,\"eta_seconds\":null,\"error\":null}",
        api.server.get(TINY + "/download").body());
    assertTrue(
        api.server
            .get("/local-inference/models")
            .body()
            .contains(
                "{\"state\":\"Downloading\",\"progress_percent\":50.0,\"bytes_downloaded\":40,"
                    + "\"total_bytes\":80,\"speed_bps\":null}"));

    api.backend.downloads.letGo();
    assertEquals(
        "completed", object(api.server.get(TINY + "/download")).text("status").orElseThrow());
    assertFalse(items(api.server.get("/local-inference/models")).toString().contains("reason"));
    api.backend.engines.obstruct("zed/Tiny-GGUF:Q8_0", "unknown");
    JsonObject model = (JsonObject) items(api.server.get("/local-inference/models")).getFirst();
    assertEquals("unknown", model.text("unsupported_reason").orElseThrow());
    assertEmpty(delete(TINY));
    assertRefused(404, "Model not found", delete(TINY));
  }

  @Test
  void downloadIsCancelled() {
    offerTiny(true);
    download("zed/Tiny-GGUF:Q8_0");

    assertEmpty(delete(TINY + "/download"));

    assertEquals(
        "cancelled", object(api.server.get(TINY + "/download")).text("status").orElseThrow());
    assertRefused(404, "No active download", api.server.get("/local-inference/models/x/download"));
    assertRefused(404, "Download not found", delete("/local-inference/models/x/download"));
  }

  @ParameterizedTest
  @CsvSource({
    "no colon,           Invalid spec format: `no colon` is not author/name:quantization",
    "zed:Q8_0,           Invalid spec: `zed` is not a repository: expected author/name",
    "zed/None:Q8_0,      Invalid spec: repository zed/None: it does not exist",
    "zed/Tiny-GGUF:Q4_0, Invalid spec: there is no file for `zed/Tiny-GGUF:Q4_0`",
  })
  void specificationMustNameAModel(String spec, String message) {
    offerTiny(false);
    assertRefused(400, message, download(spec));
  }

  @Test
  void repositoryIsListed() {
    offerTiny(false);

    assertEquals(
        "{\"variants\":[{\"quantization\":\"Q8_0\",\"variant_id\":\"Q8_0\",\"label\":\"Q8_0\","
            + "\"backend_id\":\"llamacpp\",\"format\":\"gguf\","
            + "\"model_id\":\"zed/Tiny-GGUF:Q8_0\",\"download_id\":\"zed/Tiny-GGUF:Q8_0\","
            + "\"size_bytes\":80,\"filename\":\"Tiny-Q8_0.gguf\",\"download_url\":"
            + "\"https://hub.example/zed/Tiny-GGUF/resolve/main/Tiny-Q8_0.gguf\","
            + "\"description\":\"Large; nearly the original\",\"quality_rank\":80,"
            + "\"sharded\":false,\"supported\":true}],\"recommended_index\":0,"
            + "\"available_memory_bytes\":10000,\"downloaded_quants\":[],"
            + "\"downloaded_variants\":[]}",
        api.server.get("/local-inference/repo/zed/Tiny-GGUF/files").body());
    assertRefused(
        404,
        "Failed to fetch repo files: repository zed/None: it does not exist",
        api.server.get("/local-inference/repo/zed/None/files"));
    assertEquals(400, api.server.get("/local-inference/repo/zed/..%2Fx/files").statusCode());
  }

  @Test
  void hubIsSearched() {
    offerTiny(false);

    assertEquals(
        "[{\"repo_id\":\"zed/Tiny-GGUF\",\"author\":\"zed\",\"model_name\":\"Tiny-GGUF\","
            + "\"downloads\":7,\"gguf_files\":[{\"filename\":\"Tiny-Q8_0.gguf\",\"size_bytes\":80,"
            + "\"quantization\":\"Q8_0\",\"download_url\":"
            + "\"https://hub.example/zed/Tiny-GGUF/resolve/main/Tiny-Q8_0.gguf\"}],"
            + "\"variants\":[]}]",
        api.server.get("/local-inference/search?q=tiny&limit=5").body());
    assertEquals("[]", api.server.get("/local-inference/search?q=tiny&limit=0").body());
    assertEquals(400, api.server.get("/local-inference/search").statusCode());
    assertEquals(400, api.server.get("/local-inference/search?q=a&limit=x").statusCode());
  }

  @Test
  void hubThatIsOutOfReachIsReported() {
    api.backend.hub.fail(new Unavailable("the hub is down"));

    assertRefused(
        500, "Search failed: the hub is down", api.server.get("/local-inference/search?q=tiny"));
    assertRefused(
        500,
        "Failed to fetch repo files: the hub is down",
        api.server.get("/local-inference/repo/zed/Tiny-GGUF/files"));
    assertRefused(500, "Download failed: the hub is down", download("zed/Tiny-GGUF:Q8_0"));
    assertEmpty(api.server.post("/local-inference/sync-featured", ""));
  }

  @Test
  void settingsAreReplacedAsAWhole() {
    String path = "/local-inference/models/maker%2FSmall-GGUF%3AQ4_K_M/settings";
    JsonObject first =
        object(api.put(path, "{\"context_size\":4096,\"native_tool_calling\":true}"));
    assertEquals("4096", first.get("context_size").compact());
    assertEquals("\"force_native\"", first.get("tool_calling").compact());
    assertEquals(first, object(api.server.get(path)));

    JsonObject second = object(api.put(path, "{\"sampling\":{\"type\":\"Greedy\"},\"x\":1}"));

    assertEquals("null", second.get("context_size").compact());
    assertEquals("{\"type\":\"Greedy\"}", second.get("sampling").compact());
    assertEquals(second, object(api.server.get(path)));
    assertEquals(422, api.put(path, "{\"context_size\":-1}").statusCode());
    assertRefused(
        404, "Model not found: a/b:c", api.put("/local-inference/models/a%2Fb%3Ac/settings", "{}"));
    assertRefused(
        404, "Model not found", api.server.get("/local-inference/models/a%2Fb%3Ac/settings"));
  }

  @Test
  void templatesOfTheEngineAreListed() {
    assertEquals(
        List.of(Json.of("chatml")),
        items(api.server.get("/local-inference/chat-templates/builtin")));
  }

  @Test
  void idIsOneSegment() {
    HttpRequest.Builder request =
        api.server.request("/local-inference/models/zed/Tiny-GGUF:Q8_0/settings");

    assertEquals(404, api.server.send(request.GET()).statusCode());
  }
}
