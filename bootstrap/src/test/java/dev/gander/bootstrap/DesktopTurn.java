package dev.gander.bootstrap;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// A turn that answers each question with "allow once", by the routes of the app's version.
final class DesktopTurn {
  private final DesktopApp app;
  private final String session;
  private final List<String> questions = new ArrayList<>();
  private final StringBuilder said = new StringBuilder();

  DesktopTurn(DesktopApp app, String session, String text) throws Exception {
    this.app = app;
    this.session = session;
    try (Stream<JsonObject> events = app.isOld() ? reply(text) : subscribedReply(text)) {
      var each = events.iterator();
      while (each.hasNext() && !isOver(each.next())) {}
    }
  }

  List<String> questions() {
    return questions;
  }

  String said() {
    return said.toString();
  }

  private Stream<JsonObject> reply(String text) throws Exception {
    return app.events(
        "POST",
        "/reply",
        JsonObject.builder().put("session_id", session).put("user_message", user(text)).build());
  }

  /// One stream tells of all turns; this one is told apart by the id of the request.
  private Stream<JsonObject> subscribedReply(String text) throws Exception {
    String request = UUID.randomUUID().toString();
    Stream<JsonObject> events = app.events("GET", "/sessions/" + session + "/events", null);
    app.post(
        "/sessions/" + session + "/reply",
        JsonObject.builder().put("request_id", request).put("user_message", user(text)).build());
    return events.filter(event -> Json.of(request).equals(event.get("chat_request_id")));
  }

  private static JsonObject user(String text) {
    return JsonObject.builder()
        .put("role", "user")
        .put("created", System.currentTimeMillis() / 1000)
        .put(
            "content",
            JsonArray.of(JsonObject.builder().put("type", "text").put("text", text).build()))
        .put(
            "metadata",
            JsonObject.builder().put("userVisible", true).put("agentVisible", true).build())
        .build();
  }

  private boolean isOver(JsonObject event) throws Exception {
    return switch (text(event, "type")) {
      case "Error" -> throw new AssertionError(event);
      case "Finish" -> true;
      case "Message" -> {
        said.append(event);
        for (JsonObject part :
            JsonFields.listOf(JsonFields::asObject)
                .apply(JsonFields.asObject(event.get("message")).get("content"))) {
          if (text(part, "type").equals("actionRequired")) {
            answer(JsonFields.asObject(part.get("data")));
          }
        }
        yield false;
      }
      default -> false;
    };
  }

  private void answer(JsonObject question) throws Exception {
    questions.add(text(question, "actionType"));
    app.post(
        "/action-required/tool-confirmation",
        JsonObject.builder()
            .put("sessionId", session)
            .put("id", text(question, "id"))
            .put("action", "allow_once")
            .put("principalType", "Tool")
            .build());
  }

  private static String text(JsonObject json, String member) {
    return JsonFields.of(json).text(member);
  }
}
