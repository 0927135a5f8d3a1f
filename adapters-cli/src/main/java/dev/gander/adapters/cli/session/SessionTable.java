package dev.gander.adapters.cli.session;

import dev.gander.adapters.cli.help.TerminalText;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.util.List;

/// Sessions as text.
///
/// @param columns the width of the terminal; 0 for lines of any length
record SessionTable(int columns) {
  /// The date and the minute of a time.
  private static final int MINUTES = 16;

  String lines(List<JsonObject> sessions) {
    StringBuilder lines = new StringBuilder();
    sessions.forEach(session -> lines.append(line(session)).append('\n'));
    return lines.toString();
  }

  /// The id comes first, so that a script may cut it off.
  private String line(JsonObject session) {
    String line =
        "%-12s %s %5s  %s"
            .formatted(
                session.text("id").orElse("?"),
                minute(session.text("updated_at").orElse("")),
                session.get("message_count") instanceof JsonNumber count ? count.value() : "?",
                TerminalText.line(session.text("name").orElse("")));
    return columns == 0 ? line : TerminalText.shortened(line, columns);
  }

  private static String minute(String time) {
    return time.length() < MINUTES ? time : time.substring(0, MINUTES).replace('T', ' ');
  }

  /// What was said, and which tools were called.
  static String conversation(JsonObject session) {
    StringBuilder text = new StringBuilder();
    session
        .array("conversation")
        .orElse(JsonArray.EMPTY)
        .items()
        .forEach(message -> append(message, text));
    return text.toString();
  }

  private static void append(Json message, StringBuilder text) {
    if (message instanceof JsonObject object) {
      String role = object.text("role").orElse("?");
      object
          .array("content")
          .orElse(JsonArray.EMPTY)
          .items()
          .forEach(content -> append(role, content, text));
    }
  }

  private static void append(String role, Json content, StringBuilder text) {
    if (!(content instanceof JsonObject object)) {
      return;
    }
    String type = object.text("type").orElse("?");
    String said =
        switch (type) {
          case "text" -> object.text("text").orElse("");
          case "toolRequest" -> "[" + tool(object) + "]";
          case String other -> "[" + other + "]";
        };
    text.append(role).append(": ").append(TerminalText.lines(said).strip()).append("\n\n");
  }

  private static String tool(JsonObject request) {
    return "tool "
        + request
            .object("toolCall")
            .flatMap(call -> call.object("value"))
            .flatMap(value -> value.text("name"))
            .orElse("?");
  }
}
