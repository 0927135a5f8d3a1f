package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Search, insights, forks, exports and imports of sessions.
class SessionCopiesTest {
  private static final JsonObject OLD =
      JsonObject.builder()
          .put("id", "old_1")
          .put("working_dir", "/srv")
          .put("description", "From long ago")
          .put("created_at", "2026-01-02T03:04:05+02:00")
          .put("updated_at", "2026-01-02T03:04:06Z")
          .put("extension_data", JsonObject.of("other.v7", Json.of(1)))
          .put("message_count", 7)
          .put("session_type", "hidden")
          .put("provider_name", "openai")
          .put("accumulated_total_tokens", 9)
          .put("recipe", JsonText.parse("{\"title\":\"t\",\"description\":\"d\"}"))
          .put(
              "conversation",
              JsonText.parse(
                  """
                  [{"role":"user","created":5,"content":[{"type":"future","x":1}],
                    "metadata":{"userVisible":true,"agentVisible":true}}]"""))
          .build();

  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aForkCopiesCutsOrBoth() {
    String id = spoken();
    String cutCopy = fork(id, "\"copy\":true,\"truncate\":true,\"timestamp\":20");
    String copy = fork(id, "\"copy\":true,\"truncate\":false");

    assertNotEquals(id, copy);
    assertEquals(2, count(copy));
    assertEquals(1, count(cutCopy));
    assertEquals(id, fork(id, "\"copy\":false,\"truncate\":false,\"timestamp\":0"));
    assertEquals(2, count(id));
    assertEquals(id, fork(id, "\"copy\":false,\"truncate\":true,\"timestamp\":20"));
    assertEquals(1, count(id));
    assertEquals(2, count(copy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"copy\":true} | 422",
        "{\"copy\":true,\"truncate\":\"true\"} | 422",
        "{\"copy\":true,\"truncate\":true,\"timestamp\":1.5} | 422",
        "{\"copy\":false,\"truncate\":true} | 400",
        "{\"copy\":true,\"truncate\":true,\"timestamp\":null} | 400",
        "{\"copy\":true,\"truncate\":false} | 404",
        "{\"copy\":false,\"truncate\":false} | 404",
        "{\"copy\":false,\"truncate\":true,\"timestamp\":1} | 404"
      })
  void aForkOfNothingIsRefused(String body, int status) {
    assertEquals(status, api.server.post("/sessions/x/fork", body).statusCode());
    assertEquals("{\"sessions\":[]}", api.server.get("/sessions").body());
  }

  @Test
  void anExportIsATextThatCanBeImported() {
    String id = spoken();

    HttpResponse<String> exported = api.server.get("/sessions/" + id + "/export");
    JsonObject again = importing(JsonFields.asText(JsonText.parse(exported.body())));

    assertEquals("application/json", exported.headers().firstValue("content-type").get());
    assertNotEquals(id, again.text("id").get());
    assertEquals(
        object(api.server.get("/sessions/" + id)).get("conversation"), again.get("conversation"));
    assertError(404, "Session not found: x", api.server.get("/sessions/x/export"));
  }

  @Test
  void anImportBecomesASessionOfTheUserAndLosesNoContent() {
    JsonObject session = importing(JsonText.write(OLD));

    assertEquals("20260304_1", session.text("id").get());
    assertEquals("From long ago", session.text("name").get());
    assertEquals("user", session.text("session_type").get());
    assertEquals("2026-03-04T10:11:12Z", session.text("created_at").get());
    assertEquals("null", JsonText.write(session.get("provider_name")));
    assertEquals("1", JsonText.write(session.get("message_count")));
    assertEquals("{\"other.v7\":1}", JsonText.write(session.get("extension_data")));
    assertEquals("1.0.0", session.object("recipe").get().text("version").get());
    JsonObject message = (JsonObject) session.array("conversation").get().items().getFirst();
    assertEquals("msg_", message.text("id").get().substring(0, 4));
    assertEquals("[{\"type\":\"future\",\"x\":1}]", JsonText.write(message.get("content")));
    assertEquals(
        "{\"totalSessions\":1,\"totalTokens\":9}", api.server.get("/sessions/insights").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "working_dir", "description", "created_at", "extension_data"})
  void anImportWithoutWhatItNeedsChangesNothing(String member) {
    refused(JsonText.write(OLD.without(java.util.Set.of(member))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nope", "[]", "null", "{}"})
  void anImportOfSomethingElseChangesNothing(String text) {
    refused(text);
  }

  @Test
  void aBadMessageOrRecipeSpoilsTheImport() {
    refused(JsonText.write(OLD.with("conversation", JsonText.parse("[{\"role\":\"user\"}]"))));
    refused(JsonText.write(OLD.with("recipe", JsonText.parse("{\"title\":\"t\"}"))));
  }

  @Test
  void aSearchFindsSessionsByWordsAndTimes() {
    String id = spoken();

    assertEquals(1, found("query=GOOSE+nothing"));
    assertEquals(0, found("query=nothing"));
    assertEquals(0, found("query=goose&limit=0"));
    assertEquals(1, found("query=goose&limit=99"));
    assertEquals(0, found("query=goose&after_date=2200-01-01T00:00:00Z"));
    assertEquals(0, found("query=goose&afterDate=2200-01-01T00:00:00%2B02:00"));
    assertEquals(0, found("query=goose&before_date=1960-01-01T00:00:00Z"));
    assertEquals(1, found("query=goose&afterDate=2200-01-01&beforeDate=garbage"));
    assertEquals(id, ((JsonObject) search("query=goose").getFirst()).text("id").get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "query=", "query=%20%C2%A0", "query=a&limit=-1", "query=a&query=b"})
  void aSearchForNothingIsRefused(String query) {
    assertEquals(400, api.server.get("/sessions/search?" + query).statusCode());
  }

  /// A session with one message at second 10 and one at 20.
  private String spoken() {
    String id = api.session();
    api.backend.conversations.append(
        new SessionId(id),
        List.of(
            Message.user("a", 10, new Content.Text("A goose?")),
            Message.assistant("b", 20, new Content.Text("Yes."))));
    return id;
  }

  private String fork(String id, String members) {
    return object(api.server.post("/sessions/" + id + "/fork", "{" + members + "}"))
        .text("sessionId")
        .get();
  }

  private int count(String id) {
    return object(api.server.get("/sessions/" + id)).array("conversation").get().items().size();
  }

  private JsonObject importing(String text) {
    return object(post(text));
  }

  private void refused(String text) {
    assertEquals(400, post(text).statusCode());
    assertEquals("{\"sessions\":[]}", api.server.get("/sessions").body());
  }

  private HttpResponse<String> post(String text) {
    return api.server.post(
        "/sessions/import", JsonText.write(JsonObject.of("json", Json.of(text))));
  }

  private int found(String query) {
    return search(query).size();
  }

  private List<Json> search(String query) {
    return JsonFields.listOf(json -> json)
        .apply(JsonText.parse(api.server.get("/sessions/search?" + query).body()));
  }
}
