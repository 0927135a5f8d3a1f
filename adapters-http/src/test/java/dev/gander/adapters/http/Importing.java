package dev.gander.adapters.http;

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

  static String text(JsonObject session, String name) {
    return session.text(name).orElseThrow();
  }

  static Json member(JsonObject object, String name) {
    return Objects.requireNonNull(object.get(name), name);
  }

  @Override
  public void close() {
    api.close();
  }
}
