package dev.gander.adapters.local.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.local.FakeHub;
import dev.gander.connections.Connections;
import dev.gander.domain.download.Offline;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.ModelHub;
import dev.gander.domain.localmodel.RepositoryName;
import dev.gander.domain.localmodel.RepositoryNotFound;
import dev.gander.testkit.localmodel.ModelHubContract;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubModelsTest implements ModelHubContract {
  private static final RepositoryName TINY = RepositoryName.parse("maker/Tiny-GGUF");
  private static final String TINY_PATH = "/api/models/maker/Tiny-GGUF";

  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final Map<String, JsonObject> repositories = new TreeMap<>();
  private FakeHub hub;
  private HubModels models;

  @BeforeEach
  void start() throws IOException {
    hub = new FakeHub();
    settings.put("HF_ENDPOINT", Json.of(hub.address().toString()));
    models = made(Duration.ofSeconds(20));
    hub.at(
        "/api/models",
        exchange ->
            FakeHub.sendText(
                exchange, "application/json", found(exchange.getRequestURI().getQuery())));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private HubModels made(Duration patience) {
    return new HubModels(
        new HubRequests(new Connections(), new HubSettings(settings, secrets, Map.of())), patience);
  }

  /// As the hub does it: in its order, no more than asked for.
  private String found(String query) {
    int limit = Integer.parseInt(query.replaceFirst(".*limit=(\\d+).*", "$1"));
    assertTrue(query.contains("filter=gguf&sort=downloads&direction=-1"), query);
    List<JsonObject> sorted = new ArrayList<>(repositories.values());
    sorted.sort(Comparator.comparingLong(HubModelsTest::downloads).reversed());
    return new JsonArray(List.copyOf(sorted.subList(0, Math.min(limit, sorted.size())))).compact();
  }

  private static long downloads(JsonObject model) {
    return Long.parseLong(model.get("downloads").compact());
  }

  @Override
  public ModelHub hub() {
    return models;
  }

  @Override
  public void offer(String repository, long downloads, List<HubFile> files) {
    JsonObject model =
        JsonObject.builder()
            .put("id", repository)
            .put("author", repository.substring(0, repository.indexOf('/')))
            .put("downloads", downloads)
            .put("siblings", JsonArray.of(files, HubModelsTest::sibling))
            .build();
    repositories.put(repository, model);
    hub.at(
        "/api/models/" + repository,
        exchange -> FakeHub.sendText(exchange, "application/json", model.compact()));
  }

  private static JsonObject sibling(HubFile file) {
    JsonObject.Builder form = JsonObject.builder().put("rfilename", file.path());
    if (file.size() > 0) {
      form.put("size", file.size());
    }
    return file.sha256() == null
        ? form.build()
        : form.put("lfs", JsonObject.of("sha256", Json.of(file.sha256()))).build();
  }

  @Test
  void hubIsAskedAsItExpects() throws Exception {
    secrets.put("HF_TOKEN", Json.of("hf_x"));
    offer("maker/Tiny-GGUF", 1, List.of());

    models.search("two words & more", 7);
    models.files(TINY);

    assertEquals(
        "/api/models?search=two+words+%26+more&filter=gguf&sort=downloads&direction=-1&limit=7&full=true",
        hub.asked().getFirst().path());
    assertEquals(TINY_PATH + "?blobs=true", hub.asked().getLast().path());
    hub.asked().forEach(one -> assertEquals("Bearer hf_x", one.header("authorization")));
  }

  @Test
  void repositoryWithThousandsOfFilesIsRead() throws Exception {
    List<HubFile> files = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      files.add(new HubFile("folder/Tiny-" + i + "-Q8_0.gguf", i + 1, DIGEST));
    }
    offer("maker/Tiny-GGUF", 1, files);

    assertEquals(files, models.files(TINY));
  }

  @Test
  void entriesThatAreNotUnderstoodAreLeftOut() throws Exception {
    hub.at(
        "/api/models",
        exchange ->
            FakeHub.sendText(
                exchange,
                "application/json",
                """
                [1, {"id": 5}, {"id": "../../etc"}, {"downloads": 3},
                 {"modelId": "a/b", "downloads": "many",
                  "siblings": ["x", {"rfilename": 1}, {"rfilename": "b-Q8_0.gguf", "size": -4}]}]
                """));

    var found = models.search("x", 20);

    assertEquals(List.of("a/b"), found.stream().map(it -> it.name().text()).toList());
    assertEquals(List.of(new HubFile("b-Q8_0.gguf", 0, null)), found.getFirst().files());
    assertEquals(0, found.getFirst().downloads());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html><body>Sign in</body></html>", "", "{", "[]", "null", "{\"siblings\": 1}"})
  void anotherAnswerIsNotUnderstood(String answer) {
    hub.at(TINY_PATH, exchange -> FakeHub.sendText(exchange, "text/html", answer));

    Unavailable told = assertThrows(Unavailable.class, () -> models.files(TINY));

    assertTrue(told.text().contains("is not understood"), told.text());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void repositoryThatIsNotShownIsNotFound(int status) {
    hub.refusing(TINY_PATH, status);

    RepositoryNotFound told = assertThrows(RepositoryNotFound.class, () -> models.files(TINY));

    assertTrue(told.text().contains("HTTP " + status), told.text());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 429, 500, 503})
  void hubThatDoesNotAnswerIsReportedAtOnce(int status) {
    hub.refusing(TINY_PATH, status);

    Unavailable told = assertThrows(Unavailable.class, () -> models.files(TINY));

    assertTrue(told.text().contains("HTTP " + status), told.text());
    assertEquals(1, hub.asked().size());
  }

  @Test
  void answerThatTricklesIsGivenUp() {
    models = made(Duration.ofMillis(300));
    hub.held(TINY_PATH, FakeHub.content(1000), 10);

    Unavailable told = assertThrows(Unavailable.class, () -> models.files(TINY));

    assertEquals("127.0.0.1 does not answer in time", told.text());
  }

  @Test
  void answerWithoutEndIsCutOff() {
    hub.at(
        TINY_PATH,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] piece = new byte[1 << 16];
          while (true) {
            exchange.getResponseBody().write(piece);
          }
        });

    assertThrows(Unavailable.class, () -> models.files(TINY));
  }

  @Test
  void nothingIsLookedUpOffline() {
    settings.put("GANDER_OFFLINE", Json.of("true"));

    assertThrows(Offline.class, () -> models.search("x", 1));
    assertThrows(Offline.class, () -> models.files(TINY));

    assertEquals(List.of(), hub.asked());
  }
}
