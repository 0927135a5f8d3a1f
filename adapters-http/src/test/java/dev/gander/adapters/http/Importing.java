package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;

/// `POST /sessions/import` on the whole API, and short forms of what it answers.
final class Importing implements AutoCloseable {
  final RunningApi api = new RunningApi();

  HttpResponse<String> post(String text) {
    return api.server.post(
        "/sessions/import", JsonText.write(JsonObject.of("json", Json.of(text))));
  }

  /// The session that became of the lines.
  JsonObject session(String... lines) {
    return RunningApi.object(post(String.join("\n", lines)));
  }

  /// Nothing became of the text, for this reason.
  void assertRefused(String reason, String text) {
    HttpResponse<String> answer = post(text);
    assertEquals(400, answer.statusCode(), answer.body());
    assertEquals("{\"message\":" + JsonText.write(Json.of(reason)) + "}", answer.body());
    assertEquals("{\"sessions\":[]}", api.server.get("/sessions").body());
  }

  /// What was said: `ROLE [blocks]`, a line per message.
  static String said(JsonObject session) {
    return String.join(
        "\n",
        messages(session).stream()
            .map(m -> m.text("role").orElseThrow() + " " + JsonText.write(member(m, "content")))
            .toList());
  }

  static List<JsonObject> messages(JsonObject session) {
    return session.array("conversation").orElse(JsonArray.EMPTY).items().stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  /// A member of each message, in a row.
  static String each(JsonObject session, String name) {
    return String.join(
        " ", messages(session).stream().map(m -> JsonText.write(member(m, name))).toList());
  }

  static String text(JsonObject session, String name) {
    return session.text(name).orElseThrow();
  }

  /// `INPUT OUTPUT TOTAL CACHE-READ CACHE-WRITE` of the usage of all calls.
  static String usage(JsonObject session) {
    JsonObject usage = session.object("accumulated_usage").orElseThrow();
    assertEquals(usage, session.object("usage").orElseThrow());
    return String.join(
        " ",
        List.of(
                "input_tokens",
                "output_tokens",
                "total_tokens",
                "cache_read_input_tokens",
                "cache_write_input_tokens")
            .stream()
            .map(name -> JsonText.write(member(usage, name)))
            .toList());
  }

  static Json member(JsonObject object, String name) {
    return Objects.requireNonNull(object.get(name), name);
  }

  @Override
  public void close() {
    api.close();
  }
}
