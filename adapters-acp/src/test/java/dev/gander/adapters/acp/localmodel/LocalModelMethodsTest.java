package dev.gander.adapters.acp.localmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.HubFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalModelMethodsTest {
  private static final String TINY = "{'modelId': 'zed/Tiny-GGUF:Q8_0'}";

  private final GooseTalk talk = new GooseTalk();

  @BeforeEach
  void offerTiny() {
    talk.backend.hub.add("zed/Tiny-GGUF", 7, List.of(new HubFile("Tiny-Q8_0.gguf", 80, null)));
    talk.backend.downloads.hold(
        talk.backend.downloads.addressInHub("zed/Tiny-GGUF", "Tiny-Q8_0.gguf"), new byte[80]);
  }

  @AfterEach
  void close() {
    talk.close();
  }

  private JsonObject result(String method, String params) throws InterruptedException {
    return talk.result("local-inference/" + method, params);
  }

  private String error(String method, String params) throws InterruptedException {
    return talk.error("local-inference/" + method, params);
  }

  private JsonObject model(int place) throws InterruptedException {
    JsonArray all = result("models/list", "{}").array("models").orElseThrow();
    return (JsonObject) all.items().get(place);
  }

  @Test
  void modelsAreListed() throws InterruptedException {
    JsonObject offered = model(0);

    assertEquals("maker/Small-GGUF:Q4_K_M", offered.text("id").orElseThrow());
    assertEquals("maker/Small-GGUF", offered.text("repoId").orElseThrow());
    assertEquals(GooseTalk.json("{'state': 'NotDownloaded'}"), offered.get("status"));
    assertEquals(Json.of(true), offered.get("recommended"));
    JsonObject settings = offered.object("settings").orElseThrow();
    assertEquals(Json.of("auto"), settings.get("toolCalling"));
    assertFalse(settings.has("contextSize"));
  }

  @Test
  void aModelIsDownloadedFollowedAndDeleted() throws InterruptedException {
    assertEquals(JsonObject.EMPTY, result("models/download/progress", TINY));

    assertEquals(GooseTalk.json(TINY), result("models/download", "{'spec': 'zed/Tiny-GGUF:Q8_0'}"));

    assertEquals(
        GooseTalk.json(
                """
                {'progress': {'modelId': 'zed/Tiny-GGUF:Q8_0-model', 'status': 'downloading',
                  'bytesDownloaded': 40, 'totalBytes': 80, 'progressPercent': 50.0,
                  'taskExited': false}}\
                """)
            .compact(),
        result("models/download/progress", TINY).compact());
    assertEquals(
        GooseTalk.json(
                """
                {'state': 'Downloading', 'progressPercent': 50.0, 'bytesDownloaded': 40,
                 'totalBytes': 80}\
                """)
            .compact(),
        model(1).object("status").orElseThrow().compact());

    talk.backend.downloads.letGo();
    assertEquals(GooseTalk.json("{'state': 'Downloaded'}"), model(0).get("status"));
    assertEquals(JsonObject.EMPTY, result("models/delete", TINY));
    assertEquals("-32602: \"Model not found: zed/Tiny-GGUF:Q8_0\"", error("models/delete", TINY));
  }

  @Test
  void aLoadedModelIsEvicted() throws InterruptedException {
    assertEquals(JsonObject.EMPTY, result("models/evict", TINY), "goose answers so as well");
    result("models/download", "{'spec': 'zed/Tiny-GGUF:Q8_0'}");
    talk.backend.downloads.letGo();
    assertEquals(Json.of(false), model(0).get("isLoaded"));
    assertFalse(model(0).has("unsupportedReason"));
    talk.backend.engines.obstruct("zed/Tiny-GGUF:Q8_0", "unknown");
    assertEquals(Json.of("unknown"), model(0).get("unsupportedReason"));
    talk.backend.engines.load(Path.of("/data/models/Tiny-Q8_0.gguf"));
    assertEquals(Json.of(true), model(0).get("isLoaded"));

    assertEquals(JsonObject.EMPTY, result("models/evict", TINY));

    assertEquals(Json.of(false), model(0).get("isLoaded"));
    assertEquals("-32602", error("models/evict", "{}").split(":")[0]);
  }

  @Test
  void aDownloadIsCancelled() throws InterruptedException {
    assertEquals("-32603: \"Download not found\"", error("models/download/cancel", TINY));
    result("models/download", "{'spec': 'zed/Tiny-GGUF:Q8_0'}");

    assertEquals(JsonObject.EMPTY, result("models/download/cancel", TINY));

    JsonObject progress = result("models/download/progress", TINY).object("progress").orElseThrow();
    assertEquals(Json.of("cancelled"), progress.get("status"));
    assertEquals(Json.of(true), progress.get("taskExited"));
  }

  @Test
  void theHubIsSearched() throws InterruptedException {
    assertEquals(
        GooseTalk.json(
            """
            {'models': [{'repoId': 'zed/Tiny-GGUF', 'author': 'zed', 'modelName': 'Tiny-GGUF',
              'downloads': 7, 'ggufFiles': [{'filename': 'Tiny-Q8_0.gguf', 'sizeBytes': 80,
                'quantization': 'Q8_0', 'downloadUrl':
                'https://hub.example/zed/Tiny-GGUF/resolve/main/Tiny-Q8_0.gguf'}],
              'variants': []}]}\
            """),
        result("huggingface/search", "{'query': 'tiny'}"));
    assertEquals(
        GooseTalk.json("{'models': []}"),
        result("huggingface/search", "{'query': 'tiny', 'limit': 0}"));
    assertEquals(
        GooseTalk.json(
            """
            {'variants': [{'variantId': 'Q8_0', 'label': 'Q8_0', 'backendId': 'llamacpp',
               'format': 'gguf', 'modelId': 'zed/Tiny-GGUF:Q8_0',
               'downloadId': 'zed/Tiny-GGUF:Q8_0', 'sizeBytes': 80,
               'filename': 'Tiny-Q8_0.gguf', 'downloadUrl':
               'https://hub.example/zed/Tiny-GGUF/resolve/main/Tiny-Q8_0.gguf',
               'description': 'Large; nearly the original', 'qualityRank': 80,
               'sharded': false, 'supported': true}],
             'recommendedIndex': 0, 'availableMemoryBytes': 10000, 'downloadedQuants': [],
             'downloadedVariants': []}\
            """),
        result("huggingface/repo/variants", "{'repoId': 'zed/Tiny-GGUF'}"));

    talk.backend.hub.fail(new Unavailable("the hub is down"));
    assertEquals("-32603: \"the hub is down\"", error("huggingface/search", "{'query': 'tiny'}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "models/download,           {'spec': 'no colon'},   -32602",
        "models/download,           {'spec': 'zed/No:Q8_0'}, -32602",
        "models/settings/read,      {'modelId': 'a/b:c'},   -32602",
        "huggingface/repo/variants, {'repoId': '../x'},     -32602",
        "huggingface/repo/variants, {'repoId': 'zed/No'},   -32002"
      })
  void whatIsUnknownIsRefused(String method, String params, String code)
      throws InterruptedException {
    assertEquals(code, error(method, params).split(":")[0]);
  }

  @Test
  void settingsAreReplacedAsAWhole() throws InterruptedException {
    String update = "{'modelId': 'maker/Small-GGUF:Q4_K_M', 'settings': %s}";
    JsonObject first =
        result(
            "models/settings/update",
            update.formatted(
                """
                {'contextSize': 4096, 'toolCalling': 'force_native', 'sampling':
                 {'type': 'Temperature', 'temperature': 0.5, 'topK': 7, 'topP': 0.5, 'minP': 0.1},
                 'chatTemplate': {'type': 'custom_inline', 'template': 'A B'}}\
                """));

    JsonObject settings = first.object("settings").orElseThrow();
    assertEquals("4096", settings.get("contextSize").compact());
    assertEquals(Json.of("force_native"), settings.get("toolCalling"));
    assertEquals("7", settings.object("sampling").orElseThrow().get("topK").compact());
    assertEquals(
        GooseTalk.json("{'type': 'custom_inline', 'template': 'A B'}"),
        settings.get("chatTemplate"));
    assertEquals(first, result("models/settings/read", "{'modelId': 'maker/Small-GGUF:Q4_K_M'}"));

    JsonObject second = result("models/settings/update", update.formatted("{}"));
    assertFalse(second.object("settings").orElseThrow().has("contextSize"));
  }

  @Test
  void templatesAreListed() throws InterruptedException {
    assertEquals(
        GooseTalk.json("{'templates': ['chatml']}"), result("chat-templates/builtin/list", "{}"));
  }
}
