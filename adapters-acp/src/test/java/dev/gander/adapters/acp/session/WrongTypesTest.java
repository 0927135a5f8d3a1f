package dev.gander.adapters.acp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.AcpBackend;
import dev.gander.adapters.acp.Talk;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each member of each request, replaced by a value of each other kind: always an answer, never one
/// that says that we broke down, and the session stays usable.
@Timeout(60)
class WrongTypesTest {
  private static final List<Json> KINDS =
      List.of("null", "true", "7", "-1", "1.5", "\"x\"", "\"\"", "[]", "[7]", "{}").stream()
          .map(JsonText::parse)
          .toList();

  private final AcpBackend backend = new AcpBackend();
  private final Talk client = Talk.with(backend);
  private String session = "";

  @BeforeEach
  void open() throws InterruptedException {
    session =
        client
            .result("session/new", "{\"cwd\":\"/tmp\",\"mcpServers\":[]}")
            .text("sessionId")
            .orElseThrow();
  }

  @AfterEach
  void close() {
    client.close();
    backend.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "session/new | {\"cwd\":\"/tmp\",\"mcpServers\":[],\"_meta\":{\"client\":\"c\","
            + "\"provider\":\"other\",\"projectId\":\"p\",\"enabledExtensions\":[],"
            + "\"recipeId\":\"r\",\"recipeDeeplink\":\"d\"}}",
        "session/new | {\"cwd\":\"/tmp\",\"mcpServers\":[{\"type\":\"stdio\",\"name\":\"n\","
            + "\"command\":\"c\",\"args\":[\"a\"],\"env\":[{\"name\":\"N\",\"value\":\"v\"}],"
            + "\"_meta\":{\"timeout\":3}},{\"type\":\"http\",\"name\":\"w\",\"url\":\"u\","
            + "\"headers\":[{\"name\":\"N\",\"value\":\"v\"}]}]}",
        "session/load | {\"sessionId\":\"S\",\"cwd\":\"/tmp\",\"mcpServers\":[]}",
        "session/resume | {\"sessionId\":\"S\",\"cwd\":\"/tmp\",\"mcpServers\":[]}",
        "session/list | {\"cwd\":\"/tmp\",\"cursor\":\"c\",\"_meta\":{\"types\":[\"user\"],"
            + "\"query\":\"q\",\"goose\":{\"includeLastMessageSnippet\":true}}}",
        "session/fork | {\"sessionId\":\"S\",\"cwd\":\"/tmp\",\"mcpServers\":[],"
            + "\"_meta\":{\"conversationBefore\":3}}",
        "session/set_mode | {\"sessionId\":\"S\",\"modeId\":\"auto\"}",
        "session/set_model | {\"sessionId\":\"S\",\"modelId\":\"m\"}",
        "session/set_config_option | {\"sessionId\":\"S\",\"configId\":\"mode\",\"value\":\"auto\"}",
        "session/set_config_option"
            + " | {\"sessionId\":\"S\",\"configId\":\"provider\",\"value\":\"other\"}",
        "session/close | {\"sessionId\":\"none\"}",
        "session/delete | {\"sessionId\":\"none\"}",
      })
  void everyKindInEveryPlaceIsAnswered(String method, String params) throws InterruptedException {
    JsonObject good = (JsonObject) JsonText.parse(params.replace("\"S\"", "\"" + session + "\""));

    for (Json changed : variants(good)) {
      JsonObject answer = client.answer(client.ask(method, JsonText.write(changed)));
      answer.object("error").ifPresent(error -> assertExplained(error, changed));
    }

    assertEquals(session, backend.sessions.get(new SessionId(session)).id().value());
    client.result("session/set_mode", "{\"sessionId\":\"" + session + "\",\"modeId\":\"chat\"}");
  }

  private static void assertExplained(JsonObject error, Json changed) {
    assertTrue(
        Set.of(-32_602L, -32_002L, -32_603L).stream()
            .anyMatch(code -> Json.of(code).equals(error.get("code"))),
        () -> error + " for " + changed);
    assertTrue(
        error.has("data") && !Json.of("Internal error").equals(error.get("data")),
        () -> error + " for " + changed);
  }

  /// The value with one place changed, or left out, at any depth.
  private static List<Json> variants(Json good) {
    List<Json> all = new ArrayList<>();
    switch (good) {
      case JsonObject object ->
          object
              .members()
              .forEach(
                  (name, value) -> {
                    all.add(object.without(Set.of(name)));
                    KINDS.forEach(kind -> all.add(object.with(name, kind)));
                    variants(value).forEach(inner -> all.add(object.with(name, inner)));
                  });
      case JsonArray(List<Json> items) -> {
        for (int i = 0; i < items.size(); i++) {
          List<Json> inner = new ArrayList<>(KINDS);
          inner.addAll(variants(items.get(i)));
          for (Json one : inner) {
            List<Json> changed = new ArrayList<>(items);
            changed.set(i, one);
            all.add(new JsonArray(changed));
          }
        }
      }
      default -> {
        // Has no places.
      }
    }
    return all;
  }
}
