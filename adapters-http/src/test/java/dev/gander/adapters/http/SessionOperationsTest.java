package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertEmpty;
import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.ScriptedExtension;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/sessions` and the life of an agent.
class SessionOperationsTest {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aSessionStartsEmptyAndIsListedReadRenamedAndDeleted() {
    String id = api.session();
    JsonObject read = object(api.server.get("/sessions/" + id));
    assertEquals("New Chat", read.text("name").get());
    assertEquals("/work", read.text("working_dir").get());
    assertEquals(JsonArray.EMPTY, read.get("conversation"));
    assertEmpty(api.put("/sessions/" + id + "/name", "{\"name\":\" Gänse \"}"));
    JsonObject listed =
        (JsonObject) object(api.server.get("/sessions")).array("sessions").get().items().getFirst();
    assertEquals("Gänse", listed.text("name").get());
    assertEquals("null", JsonText.write(listed.get("conversation")));
    assertEmpty(api.server.method("DELETE", "/sessions/" + id));
    assertEquals("{\"sessions\":[]}", api.server.get("/sessions").body());
    String gone = "Session not found: " + id;
    assertError(404, gone, api.server.get("/sessions/" + id));
    assertError(404, gone, api.server.method("DELETE", "/sessions/" + id));
    assertError(404, gone, api.put("/sessions/" + id + "/name", "{\"name\":\"x\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "x123456789"})
  void aNameMustNotBeBlankOrTooLong(String name) {
    String id = api.session();
    String given = name.isBlank() ? name : name.repeat(21);
    assertEquals(
        400, api.put("/sessions/" + id + "/name", "{\"name\":\"" + given + "\"}").statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 422",
        "{\"working_dir\":5} | 422",
        "{\"working_dir\":\"/\",\"extension_overrides\":{}} | 422",
        "{\"working_dir\":\"/\",\"extension_overrides\":[{\"type\":\"bogus\",\"name\":\"x\"}]} | 422",
        "{\"working_dir\":\"/\",\"extension_overrides\":[{\"type\":\"stdio\",\"name\":\"x\"}]} | 422",
        "{\"working_dir\":\"/\",\"recipe\":{}} | 422",
        "{\"working_dir\":\"/\",\"recipe\":\"x\"} | 422",
        "{\"working_dir\":\"/\",\"recipe\":{\"title\":\"t\",\"description\":\"d\"}} | 400"
      })
  void aSessionThatMakesNoSenseIsNotStarted(String body, int status) {
    assertEquals(status, api.server.post("/agent/start", body).statusCode());
    assertEquals("{\"sessions\":[]}", api.server.get("/sessions").body());
  }

  @Test
  void resumingTellsHowEachExtensionDid() {
    api.backend.connector.offer("good", new ScriptedExtension()).refuse("bad", "no such program");
    String id = api.session("good", "bad");
    JsonObject shown =
        object(
            api.server.post(
                "/agent/resume",
                "{\"session_id\":\"" + id + "\",\"load_model_and_extensions\":false}"));
    assertEquals(List.of("session"), List.copyOf(shown.members().keySet()));
    JsonObject loaded =
        object(
            api.server.post(
                "/agent/resume",
                "{\"session_id\":\"" + id + "\",\"load_model_and_extensions\":true}"));
    assertEquals(
        "[{\"name\":\"good\",\"success\":true},"
            + "{\"name\":\"bad\",\"success\":false,\"error\":\"no such program\"}]",
        JsonText.write(loaded.get("extension_results")));
    assertEquals(
        "{\"extension_results\":[{\"name\":\"good\",\"success\":true}]}",
        api.server.post("/agent/restart", "{\"session_id\":\"" + id + "\"}").body());
  }

  @Test
  void whatNeedsASessionSaysThatThereIsNone() {
    String nope = "{\"session_id\":\"nope\"";
    assertError(
        404,
        "Failed to resume session: Session not found",
        api.server.post("/agent/resume", nope + ",\"load_model_and_extensions\":true}"));
    assertError(
        404,
        "Failed to get session: Session not found",
        api.server.post("/agent/restart", nope + "}"));
    assertError(
        404,
        "Failed to stop agent for session nope: Session nope not found",
        api.server.post("/agent/stop", nope + "}"));
    assertError(
        404,
        "Failed to update working directory: Session not found: nope",
        api.server.post("/agent/update_working_dir", nope + ",\"working_dir\":\"/\"}"));
    assertError(404, "Session not found: nope", api.server.get("/sessions/nope/extensions"));
    assertEquals(
        404,
        api.server
            .post("/agent/call_tool", nope + ",\"name\":\"x\",\"arguments\":{}}")
            .statusCode());
  }

  @Test
  void aContainerIsNotedForLater() throws Exception {
    api.backend.connector.offer("x", (_, _) -> new ScriptedExtension());
    String id = api.session("x");
    Eventually.holds(() -> api.backend.connector.latest("x").isPresent());
    ExtensionHost agent = api.backend.connector.latest("x").orElseThrow().host();
    String begin = "{\"session_id\":\"" + id + "\"";
    String path = "/agent/set_container";
    assertEmpty(api.server.post(path, begin + ",\"container_id\":\"c1\"}"));
    assertEquals(Optional.of("c1"), agent.container());
    assertEmpty(api.server.post(path, begin + "}"));
    assertEquals(Optional.empty(), agent.container());
    assertEquals(422, api.server.post(path, "{}").statusCode());
    assertEmpty(api.server.post(path, "{\"session_id\":\"nope\",\"container_id\":\"c1\"}"));
  }

  @Test
  void anAgentOfNoSessionCannotBeStopped() {
    assertEquals(200, api.server.get("/agent/tools?session_id=nope").statusCode());
    assertError(
        404,
        "Failed to stop agent for session nope: Session nope not found",
        api.server.post("/agent/stop", "{\"session_id\":\"nope\"}"));
  }

  @Test
  void anAgentIsStoppedOnce() {
    String body = "{\"session_id\":\"" + api.session() + "\"}";
    assertEmpty(api.server.post("/agent/update_from_session", body));
    assertEmpty(api.server.post("/agent/stop", body));
    assertEquals(404, api.server.post("/agent/stop", body).statusCode());
  }

  @Test
  void modelModeAndFolderOfASessionAreChanged() {
    String id = api.session();
    String begin = "{\"session_id\":\"" + id + "\",";
    assertEmpty(
        api.server.post(
            "/agent/update_provider",
            begin + "\"provider\":\"scripted\",\"model\":\"big\",\"context_limit\":9}"));
    assertError(
        400,
        "Unknown provider: nosuch",
        api.server.post("/agent/update_provider", begin + "\"provider\":\"nosuch\"}"));
    assertEquals(
        422,
        api.server
            .post("/agent/update_provider", begin + "\"provider\":\"x\",\"context_limit\":-1}")
            .statusCode());
    assertEmpty(api.server.post("/agent/update_session", begin + "\"goose_mode\":\"chat\"}"));
    assertEmpty(api.server.post("/agent/update_session", "{\"session_id\":\"unknown\"}"));
    assertError(
        400,
        "Invalid mode: CHAT",
        api.server.post("/agent/update_session", begin + "\"goose_mode\":\"CHAT\"}"));
    assertEmpty(api.server.post("/agent/update_working_dir", begin + "\"working_dir\":\" / \"}"));
    assertError(
        400,
        "Working directory cannot be empty",
        api.server.post("/agent/update_working_dir", begin + "\"working_dir\":\" \"}"));
    JsonObject session = object(api.server.get("/sessions/" + id));
    assertEquals("scripted", session.text("provider_name").get());
    assertEquals("big", session.object("model_config").get().text("model_name").get());
    assertEquals("chat", session.text("goose_mode").get());
    assertEquals("/", session.text("working_dir").get());
  }
}
