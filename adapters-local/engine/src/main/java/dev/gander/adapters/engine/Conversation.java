package dev.gander.adapters.engine;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The messages of a request, as simple as every template knows them: roles that alternate, and
/// texts. A template that meets anything else ends the process.
record Conversation(List<Turn> turns) {
  private static final String SYSTEM = "system";
  private static final String USER = "user";
  private static final String ASSISTANT = "assistant";

  record Turn(String role, String text) {
    private Turn and(String more) {
      return new Turn(role, text + "\n\n" + more);
    }
  }

  /// @throws InvalidShape if they are not messages, or contain something other than text
  static Conversation of(JsonFields body) {
    List<Turn> turns = new ArrayList<>();
    for (Turn turn : body.required("messages", JsonFields.listOf(Conversation::turn))) {
      Turn last = turns.isEmpty() ? null : turns.getLast();
      if (last != null && last.role().equals(turn.role())) {
        turns.set(turns.size() - 1, last.and(turn.text()));
      } else {
        turns.add(turn);
      }
    }
    if (turns.stream().noneMatch(turn -> turn.role().equals(USER))) {
      throw new InvalidShape("`messages` has no message of a user");
    }
    return new Conversation(List.copyOf(turns));
  }

  private static Turn turn(Json message) {
    JsonFields fields = JsonFields.of(message);
    String text = text(fields.object().get("content"));
    return switch (fields.text("role")) {
      case "system", "developer" -> new Turn(SYSTEM, text);
      case "user" -> new Turn(USER, text);
      case "tool" -> new Turn(USER, "Tool result:\n" + text);
      case "assistant" -> new Turn(ASSISTANT, text + calls(fields));
      case String other -> throw new InvalidShape("the role `" + other + "` is not supported");
    };
  }

  /// What a model with templates for tools has called before.
  private static String calls(JsonFields message) {
    List<Json> calls = message.orElse("tool_calls", JsonFields.listOf(call -> call), List.of());
    return calls.stream()
        .map(call -> JsonFields.of(call).required("function", JsonFields::asObject))
        .map(function -> "\n" + function.compact())
        .collect(Collectors.joining());
  }

  private static String text(@Nullable Json content) {
    if (content instanceof JsonString(String text)) {
      return text;
    }
    if (!(content instanceof JsonArray(List<Json> parts))) {
      return "";
    }
    List<String> texts = new ArrayList<>();
    for (Json part : parts) {
      JsonFields fields = JsonFields.of(part);
      if (!fields.text("type").equals("text")) {
        throw new InvalidShape("this engine reads nothing but text");
      }
      texts.add(fields.text("text"));
    }
    return String.join("\n", texts);
  }

  /// The same conversation with changed texts.
  Conversation mapTexts(UnaryOperator<String> change) {
    return new Conversation(
        turns.stream().map(turn -> new Turn(turn.role(), change.apply(turn.text()))).toList());
  }

  JsonArray toJson() {
    return JsonArray.of(
        turns,
        turn -> JsonObject.builder().put("role", turn.role()).put("content", turn.text()).build());
  }
}
