package dev.gander.adapters.acp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.adapters.acp.AcpBackend;
import dev.gander.adapters.acp.Talk;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionType;
import dev.gander.json.jackson.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionListingTest {
  private final AcpBackend backend = new AcpBackend();
  private final Talk client = Talk.with(backend);

  @AfterEach
  void close() {
    client.close();
    backend.close();
  }

  private SessionId said(SessionType type, String folder, long second, String... texts) {
    List<Message> messages = new ArrayList<>();
    for (String text : texts) {
      messages.add(Message.user(null, second, new Content.Text(text)));
    }
    return backend
        .sessions
        .create(
            SessionDetails.of("Chat", folder, GooseMode.AUTO).withOrigin(SessionOrigin.of(type)),
            messages)
        .id();
  }

  private JsonObject list(String params) throws InterruptedException {
    return client.result("session/list", params);
  }

  private List<String> ids(String params) throws InterruptedException {
    return ids(list(params));
  }

  private static List<String> ids(JsonObject answer) {
    return answer.array("sessions").orElseThrow().items().stream()
        .map(it -> JsonFields.of(it).text("sessionId"))
        .toList();
  }

  @Test
  void aSessionIsListedWithWhatClientsShow() throws InterruptedException {
    SessionId id = said(SessionType.USER, "/work", 100, "hello");
    said(SessionType.USER, "/work", 100);

    assertEquals(
        JsonText.parse(
            """
            {"sessions":[{"sessionId":"%s","cwd":"/work","title":"Chat",
              "updatedAt":"2026-03-04T10:11:12Z","_meta":{"messageCount":1,
              "createdAt":"2026-03-04T10:11:12Z","lastMessageAt":"1970-01-01T00:01:40Z",
              "userSetName":false,"sessionType":"user","hasRecipe":false}}]}"""
                .formatted(id)),
        list("{}"));
  }

  @Test
  void theLastActiveOneComesFirst() throws InterruptedException {
    SessionId one = said(SessionType.USER, "/work", 100, "a");
    SessionId two = said(SessionType.ACP, "/work", 300, "a");
    SessionId three = said(SessionType.SCHEDULED, "/else", 300, "a");
    said(SessionType.HIDDEN, "/work", 400, "a");

    assertEquals(List.of(three.value(), two.value(), one.value()), ids("{}"));
    assertEquals(List.of(two.value(), one.value()), ids("{\"cwd\":\"/work\"}"));
    assertEquals(List.of(), ids("{\"cwd\":\"/wor\"}"));
    assertEquals(
        List.of(three.value(), one.value()),
        ids("{\"_meta\":{\"types\":[\"user\",\"scheduled\"]}}"));
    assertEquals(3, ids("{\"_meta\":{\"types\":[]}}").size());
    assertEquals(3, ids("{\"_meta\":{\"types\":null}}").size());
  }

  @Test
  void anyWordOfTheQueryIsEnough() throws InterruptedException {
    String fox = said(SessionType.ACP, "/work", 100, "The quick fox").value();
    said(SessionType.USER, "/work", 100, "Nothing");

    assertEquals(List.of(fox), ids("{\"_meta\":{\"query\":\" wolf QUICK \"}}"));
    assertEquals(List.of(), ids("{\"_meta\":{\"query\":\"chat\"}}"));
    assertEquals(2, ids("{\"_meta\":{\"query\":\"  \"}}").size());
  }

  @Test
  void theLastTextIsShownOnRequest() throws InterruptedException {
    said(SessionType.USER, "/work", 100, "first", "  second\n line " + "x".repeat(200));
    String wanted = "{\"_meta\":{\"goose\":{\"includeLastMessageSnippet\":true}}}";

    JsonObject session =
        JsonFields.asObject(list(wanted).array("sessions").orElseThrow().items().getFirst());

    assertEquals(
        Json.of("second line " + "x".repeat(116)),
        session.object("_meta").orElseThrow().get("lastMessageSnippet"));
  }

  @Test
  void pagesFollowEachOther() throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      all.addFirst(said(SessionType.USER, "/work", 100 + i / 7, "text").value());
    }

    JsonObject first = list("{}");
    JsonObject second = list("{\"cursor\":\"" + cursor(first) + "\"}");
    JsonObject third = list("{\"cursor\":\"" + cursor(second) + "\"}");

    List<String> seen = new ArrayList<>(ids(first));
    seen.addAll(ids(second));
    seen.addAll(ids(third));
    assertEquals(all, seen);
    assertEquals(50, ids(first).size());
    assertFalse(third.has("nextCursor"));
    assertEquals(
        Json.of("session list cursor does not match filters"),
        client
            .error("session/list", "{\"cwd\":\"/work\",\"cursor\":\"" + cursor(first) + "\"}")
            .get("data"));
  }

  private static String cursor(JsonObject page) {
    return page.text("nextCursor").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"cwd\":\"relative\"}     | cwd must be an absolute path",
        "{\"cwd\":\"/\\u0000\"}     | cwd must be an absolute path",
        "{\"cursor\":\"bogus\"}     | malformed session list cursor",
        "{\"cursor\":\"\"}          | malformed session list cursor",
        "{\"cursor\":\"e30\"}       | malformed session list cursor",
        "{\"cursor\":\"eyJzb3J0X2F0Ijoic29vbiIsInNlc3Npb25faWQiOiJ4IiwiZmlsdGVyX2hhc2giOiJ5In0\"}"
            + " | malformed session list cursor",
        "{\"_meta\":{\"types\":[\"sub_agent\"]}}"
            + " | types may only include user, scheduled, or acp",
        "{\"_meta\":{\"types\":[\"bogus\"]}}" + " | types must be an array of session type strings",
        "{\"_meta\":{\"types\":[7]}} | types must be an array of session type strings",
        "{\"_meta\":{\"types\":\"user\"}} | types must be an array of session type strings",
        "{\"_meta\":{\"goose\":7}} | goose must be an object",
        "{\"_meta\":{\"goose\":{\"includeLastMessageSnippet\":\"x\"}}}"
            + " | goose.includeLastMessageSnippet must be a boolean",
        "{\"_meta\":{\"query\":7}} | query must be a string",
      })
  void whatIsWrongIsExplained(String params, String data) throws InterruptedException {
    JsonObject error = client.error("session/list", params);

    assertEquals(Json.of(data), error.get("data"));
    assertEquals(Json.of(-32_602L), error.get("code"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"cursor\":7}", "{\"cwd\":7}", "{\"_meta\":7}", "[]", "7"})
  void malformedParametersAreRefused(String params) throws InterruptedException {
    assertEquals(Json.of(-32_602L), client.error("session/list", params).get("code"));
  }
}
