package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A mistake of the client is answered with 4xx, also where goosed says 500.
class MistakesOfClientsTest {
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = new RunningApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST /agent/add_extension | {'session_id':'nope','config':{'type':'platform','name':'todo',"
            + "'description':''}} | Failed to add extension: error during extension setup: Failed to"
            + " get session ''nope'': Session not found",
        "POST /agent/remove_extension | {'session_id':'nope','name':'x'} | Failed to remove"
            + " extension: Failed to persist extension state: Session not found",
        "POST /agent/update_from_session | {'session_id':'nope'} |"
            + " Failed to get session: Session not found",
        "POST /agent/update_session | {'session_id':'nope','goose_mode':'chat'} |"
            + " Failed to update mode: Session not found: nope",
        "POST /agent/update_provider | {'session_id':'nope','provider':'scripted','model':'m'} |"
            + " Failed to update provider: Failed to persist provider config to session",
        "GET /diagnostics/nope | | Session not found: nope",
        "POST /sessions/nope/sampling/message | {'messages':[],'maxTokens':1} | Session not found:"
            + " nope",
      })
  void anUnknownSessionIsNotFound(String place, String body, String message) {
    String[] words = place.split(" ");
    String json = body == null ? "" : body.replace('\'', '"');

    assertError(
        404,
        message.replace("''", "'"),
        api.server.send(
            api.server
                .request(words[1])
                .header("content-type", "application/json")
                .method(words[0], BodyPublishers.ofString(json))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'platform','name':'nosuch','description':''} | invalid config: Unknown extension:"
            + " nosuch",
        "{'type':'sse','name':'s','uri':'http://x'} | invalid config: SSE is unsupported, migrate"
            + " to streamable_http",
        "{'type':'stdio','name':'typo','cmd':'x','args':[]} | no such program",
      })
  void anExtensionThatCannotBeStartedAsConfiguredIsABadRequest(String config, String problem) {
    api.backend.connector.offer(
        "typo",
        (_, _) -> {
          throw ExtensionException.unusableConfig("no such program", null);
        });

    assertError(
        400,
        "Failed to add extension: " + problem,
        api.server.post(
            "/agent/add_extension",
            "{\"session_id\":\"%s\",\"config\":%s}"
                .formatted(api.session(), config.replace('\'', '"'))));
  }

  @Test
  void argumentsThatAToolDoesNotAcceptAreABadRequest() {
    api.backend.connector.offer(
        "strict",
        new ScriptedExtension()
            .tool(
                "add",
                (_, _) -> {
                  throw ExtensionException.invalidParams("a number is needed");
                }));

    assertError(
        400,
        "-32602: a number is needed",
        api.server.post(
            "/agent/call_tool",
            "{\"session_id\":\"%s\",\"name\":\"strict__add\",\"arguments\":{}}"
                .formatted(api.session("strict"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /config/custom-providers", "PUT /config/custom-providers/x"})
  void anEngineThatNobodyKnowsIsABadRequest(String place) {
    String[] words = place.split(" ");
    String body =
        """
        {"engine":"foo","display_name":"F","api_url":"http://x/v1","api_key":"k","models":["m"]}""";

    assertError(
        400,
        "Invalid provider type: foo",
        api.server.send(
            api.server
                .request(words[1])
                .header("content-type", "application/json")
                .method(words[0], BodyPublishers.ofString(body))));
    assertEquals(404, api.server.get("/config/custom-providers/x").statusCode());
  }

  @Test
  void anAgentThatIsStoppedWhileItsExtensionsStartIsAConflict() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    api.backend.connector.offer(
        "slow",
        (_, _) -> {
          starting.countDown();
          stopped.await();
          return new ScriptedExtension();
        });
    // Not by /agent/start, which begins to make the agent itself.
    SessionDetails details =
        SessionDetails.of("New Chat", "/work", GooseMode.AUTO)
            .withExtensionData(
                EnabledExtensions.write(
                    JsonObject.EMPTY, List.of(ScriptedExtensionConnector.config("slow"))));
    SessionId id = api.backend.sessions.create(details).id();
    String body = "{\"session_id\":\"%s\"".formatted(id);

    var resumed =
        CompletableFuture.supplyAsync(
            () -> api.server.post("/agent/resume", body + ",\"load_model_and_extensions\":true}"));
    starting.await();
    api.server.post("/agent/stop", body + "}");
    stopped.countDown();

    assertEquals(409, resumed.get(30, TimeUnit.SECONDS).statusCode());
  }
}
