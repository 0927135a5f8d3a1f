package dev.gander.application.toolshim;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Calls between the markers that some models are trained to write:
/// `<|tool_call_begin|>name<|tool_call_argument_begin|>{…}<|tool_call_end|>`.
record MarkedCalls(SpokenNames names, JsonReader reader) {
  private static final String BEGIN = "<|tool_call_begin|>";
  private static final String ARGUMENTS = "<|tool_call_argument_begin|>";
  private static final String END = "<|tool_call_end|>";
  private static final Pattern MARKER =
      Pattern.compile("<\\|tool_calls?(?:_section|_argument)?_(?:begin|end)\\|>");

  Spoken find(String text) {
    List<Outcome<ToolCall>> calls = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, from)) {
      words.append(text, from, at);
      int begin = at + BEGIN.length();
      int end = text.indexOf(END, begin);
      int next = text.indexOf(BEGIN, begin);
      boolean isClosed = end >= 0 && (next < 0 || end < next);
      int stop = isClosed ? end : next < 0 ? text.length() : next;
      calls.add(call(text.substring(begin, stop), isClosed));
      from = isClosed ? stop + END.length() : stop;
    }
    return new Spoken(words.append(text, from, text.length()).toString(), calls);
  }

  /// Readers should not see the markers.
  static String withoutMarkers(String text) {
    return text.contains("<|tool_call") ? MARKER.matcher(text).replaceAll("").strip() : text;
  }

  /// A call to an unknown tool is kept: the model then learns that it does not exist, and which
  /// tools do.
  private Outcome<ToolCall> call(String marked, boolean isClosed) {
    int at = marked.indexOf(ARGUMENTS);
    String said = at < 0 ? marked : marked.substring(0, at);
    String written = at < 0 ? "" : withoutMarkers(marked.substring(at + ARGUMENTS.length()));
    String name = names.find(said).orElse(SpokenNames.bare(said));
    if (isClosed && written.isBlank()) {
      return Outcome.success(new ToolCall(name, JsonObject.EMPTY));
    }
    try {
      Json arguments = reader.parse(written);
      if (arguments instanceof JsonObject object) {
        return Outcome.success(new ToolCall(name, object));
      }
    } catch (InvalidInput _) {
      // Rejected below: half a command is worse than none.
    }
    return Outcome.failure(
        "-32602: The arguments of the call of " + name + " are not one whole JSON object");
  }
}
