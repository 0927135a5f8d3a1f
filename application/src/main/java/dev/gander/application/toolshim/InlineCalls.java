package dev.gander.application.toolshim;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls in the form that the system prompt requests: `{"name": …, "arguments": {…}}` anywhere in
/// the text, for an existing tool. An object inside another one is not a call: it is part of an
/// example or of data.
record InlineCalls(SpokenNames names, JsonReader reader) {
  private static final Pattern OBJECT = Pattern.compile("\\{\\s*\"");
  private static final Pattern EMPTY_WRAPPING =
      Pattern.compile("```[a-z_]*\\s*```|<tool_call>\\s*</tool_call>");

  /// Each possible start of an object is scanned up to the end of the text, so the number of
  /// attempts must be limited.
  private static final int MOST_TRIES = 200;

  Spoken find(String text) {
    List<Outcome<ToolCall>> calls = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    Matcher object = OBJECT.matcher(text);
    int from = 0;
    int at = 0;
    for (int tries = 0; tries < MOST_TRIES && object.find(at); tries++) {
      int end = endOfObject(text, object.start());
      Optional<Json> value =
          end < 0 ? Optional.empty() : parse(text.substring(object.start(), end));
      Optional<ToolCall> call = value.flatMap(this::call);
      if (call.isPresent()) {
        words.append(text, from, object.start());
        calls.add(Outcome.success(call.get()));
        from = end;
      }
      at = value.isPresent() ? end : object.end();
    }
    words.append(text, from, text.length());
    return new Spoken(EMPTY_WRAPPING.matcher(words).replaceAll("").strip(), calls);
  }

  private Optional<ToolCall> call(Json value) {
    return value instanceof JsonObject object
        ? object
            .text("name")
            .flatMap(names::find)
            .flatMap(name -> arguments(object).map(arguments -> new ToolCall(name, arguments)))
        : Optional.empty();
  }

  /// Some models encode the object as a string, as services do.
  private Optional<JsonObject> arguments(JsonObject call) {
    Json written = call.get("arguments");
    Optional<Json> value =
        written instanceof JsonString(String text) ? parse(text) : Optional.ofNullable(written);
    return value.filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }

  private Optional<Json> parse(String text) {
    try {
      return Optional.of(reader.parse(text));
    } catch (InvalidInput _) {
      return Optional.empty();
    }
  }

  /// The end of the object that starts at `start`; -1 if it is not closed.
  private static int endOfObject(String text, int start) {
    int depth = 0;
    boolean inString = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && inString) {
        i++;
      } else if (c == '"') {
        inString = !inString;
      } else if (!inString && c == '{') {
        depth++;
      } else if (!inString && c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
